import { type FormEvent, lazy, type ReactNode, Suspense, useRef, useState } from "react";
import type { PartVerdictView } from "#lib/progress/exercise-view.ts";
import { InlineMath } from "../lesson/math.tsx";
import { ScrollRegion } from "../lesson/scroll-region.tsx";
import { type FieldProps, isToMend } from "./blank-row.tsx";
import { KeyRow } from "./key-row.tsx";
import { ReadingPlace } from "./reading-place.tsx";
import { longestAnswer, plainTyping } from "./text-field.tsx";
import { VerdictMark } from "./verdict.tsx";

const Echo = lazy(() => import("./echo.tsx"));

/** Lines that stand ready on an empty sheet. */
const readyLines = 6;

/** A sheet of numbered lines: Enter begins the next, and many may be pasted at once. Each graded line has its mark below. */
export function WorksheetField({
  id,
  blank,
  words,
  typed,
  verdict,
  describedBy,
  mayExplain,
  notation,
  onEdit,
}: FieldProps) {
  const field = useRef<HTMLTextAreaElement>(null);
  const [isAwake, setAwake] = useState(false);
  const [text, setText] = useState(typed);
  const lines = Math.max(readyLines, text.split("\n").length + 1);

  function edit(event: FormEvent<HTMLTextAreaElement>) {
    setText(event.currentTarget.value);
    onEdit();
  }

  return (
    <>
      <div className="worksheet">
        <div className="worksheet-numbers" aria-hidden="true">
          {Array.from({ length: lines }, (_, place) => place + 1).map((number) => (
            <span key={number}>{number}</span>
          ))}
        </div>
        <textarea
          ref={field}
          id={id}
          name={`texts.${blank.id}`}
          defaultValue={typed}
          rows={lines}
          wrap="off"
          maxLength={longestAnswer}
          {...plainTyping}
          aria-describedby={describedBy}
          aria-invalid={isToMend(verdict) ? true : undefined}
          onFocus={() => setAwake(true)}
          onInput={edit}
        />
      </div>
      {isAwake ? (
        <div className="field-tools">
          <KeyRow field={field} />
        </div>
      ) : null}
      {isAwake && verdict === null && text.trim() !== "" ? (
        <Suspense>
          <Echo text={text} notation={notation} />
        </Suspense>
      ) : null}
      {verdict === null || verdict.parts.length === 0 ? null : (
        <ol className="worksheet-marks" aria-label="Your lines">
          {verdict.parts.map((part) => (
            <LineMark
              key={part.part}
              part={part}
              typed={verdict.typed}
              blank={blank.id}
              explained={stepOf(part.asked, words)}
              mayExplain={mayExplain}
            />
          ))}
        </ol>
      )}
    </>
  );
}

/** A quantity may be called constructor: what every object has is no step. */
function stepOf(asked: string | null, { explained }: FieldProps["words"]): ReactNode {
  return asked !== null && Object.hasOwn(explained, asked) ? explained[asked] : null;
}

interface LineMarkProps {
  readonly part: PartVerdictView;
  readonly typed: string;
  /** Id of the blank. */
  readonly blank: string;
  /** The step of this line, where it was asked for. */
  readonly explained: ReactNode;
  readonly mayExplain: boolean;
}

function LineMark({ part, typed, blank, explained, mayExplain }: LineMarkProps) {
  const isWrong = part.verdict !== "correct" && part.verdict !== "invalid";
  const line = typed.split("\n")[Number(part.part) - 1]?.trim() ?? "";
  return (
    <li value={Number(part.part)}>
      <ScrollRegion label={`Line ${part.part}, as it was read`} className="worksheet-line">
        {part.read === null ? <code>{line}</code> : <InlineMath formula={part.read} />}
      </ScrollRegion>
      <div>
        <VerdictMark verdict={part.verdict} />
        {part.verdict === "correct" ? null : <p>{part.message}</p>}
        {part.at === null ? null : <ReadingPlace typed={typed} at={part.at} />}
        {explained}
        {isWrong && mayExplain && part.asked !== null && explained === null ? (
          <button type="submit" name="intent" value={`explain ${blank} ${part.asked}`} className="link-button">
            Explain this line<span className="sr-only">, number {part.part}</span>
          </button>
        ) : null}
      </div>
    </li>
  );
}
