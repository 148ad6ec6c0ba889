import type { StepView } from "#lib/content/lesson.ts";
import { inOrder } from "../in-order.ts";
import { layerClass } from "./inlines.tsx";
import { ScrollRegion } from "./scroll-region.tsx";
import { trustedHtml } from "./trusted-html.ts";

interface StepsProps {
  readonly id: string;
  readonly title: string;
  readonly steps: readonly StepView[];
}

/** A derivation under its title. */
export function Steps({ id, title, steps }: StepsProps) {
  return (
    <figure id={id} className="steps">
      <figcaption>{title}</figcaption>
      <StepLines steps={steps} />
    </figure>
  );
}

/** One line under the other, each with the rule it uses beside it in quiet ink. */
export function StepLines({ steps }: Pick<StepsProps, "steps">) {
  return (
    <ol className="step-lines">
      {inOrder(steps).map(({ key, place, part: { formula, spoken, rule, layer } }) => (
        <li key={key} className={layerClass(layer)}>
          <ScrollRegion label={`Line ${place + 1}: ${spoken}`} className="step-formula">
            <span {...trustedHtml(formula)} />
          </ScrollRegion>
          <p className="step-rule">{rule}</p>
        </li>
      ))}
    </ol>
  );
}
