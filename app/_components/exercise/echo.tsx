import type { AnswerNotation } from "#lib/content/answer-notation.ts";
import { ScrollRegion } from "../lesson/scroll-region.tsx";
import { printedMathml } from "../lesson/trusted-html.ts";
import { readEcho } from "./read-echo.ts";
import { ReadingPlace } from "./reading-place.tsx";

interface EchoProps {
  readonly text: string;
  readonly notation: AnswerNotation;
}

/**
 * What is being typed, as it is read: typeset, or with the place where reading stops underlined. It is loaded when a field first
 * has the focus, and read with the very parser that grades.
 */
export default function Echo({ text, notation }: EchoProps) {
  const lines = readEcho(text, notation);
  return lines.map(({ line, text: typed, mathml, problem }) => (
    <div key={line} className="echo">
      {mathml === null ? (
        <p className="echo-problem">
          {problem.message}
          <ReadingPlace typed={typed} at={{ ...problem.at, line: 1 }} />
        </p>
      ) : (
        <ScrollRegion label="What is read">
          <span {...printedMathml(mathml)} />
        </ScrollRegion>
      )}
    </div>
  ));
}
