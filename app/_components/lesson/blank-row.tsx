import type { BlankVerdictView, BlankView } from "#lib/progress/queries.ts";
import { layerClass } from "./inlines.tsx";
import { InlineMath } from "./math.tsx";
import { ReadingPlace } from "./reading-place.tsx";
import { ScrollRegion } from "./scroll-region.tsx";
import { VerdictMark } from "./verdict.tsx";

interface BlankRowProps {
  readonly fieldId: string;
  readonly blank: BlankView;
  /** What it asks for, in words, as no other blank of the sheet is called. */
  readonly name: string;
  readonly typed: string;
  /** Null before grading, and while what is typed is no longer what was graded. */
  readonly verdict: BlankVerdictView | null;
  /** The rule of grading, where it is not the one of the row above; else the id of the row that says it. */
  readonly rule: { readonly text: string; readonly id: string } | { readonly sameAs: string };
  readonly onEdit: () => void;
}

/** The longest answer that is read; the checker refuses a longer one before any work. */
const longestAnswer = 4000;

/** One line of the sheet: what is asked at the left, the field on the line, the mark in the margin. */
export function BlankRow({ fieldId, blank, name, typed, verdict, rule, onEdit }: BlankRowProps) {
  const ruleId = "sameAs" in rule ? rule.sameAs : rule.id;
  const verdictId = `${fieldId}-verdict`;
  return (
    <div className={`blank ${layerClass(blank.layer)}`}>
      <label className="blank-label" htmlFor={fieldId}>
        <span className="sr-only">{name}</span>
        <span aria-hidden="true">
          <InlineMath formula={blank.label} /> =
        </span>
      </label>
      <div className="blank-answer">
        <input
          id={fieldId}
          name={`texts.${blank.id}`}
          type="text"
          defaultValue={typed}
          maxLength={longestAnswer}
          autoComplete="off"
          autoCapitalize="off"
          autoCorrect="off"
          spellCheck={false}
          enterKeyHint="go"
          aria-describedby={verdict === null ? ruleId : `${verdictId} ${ruleId}`}
          aria-invalid={isToMend(verdict) ? true : undefined}
          onInput={onEdit}
        />
        {"sameAs" in rule ? null : (
          <p id={rule.id} className="blank-rule">
            {rule.text}
          </p>
        )}
        {verdict?.read ? (
          <div className="blank-read">
            <span>read as</span>
            <ScrollRegion label="What was read">
              <InlineMath formula={verdict.read} />
            </ScrollRegion>
          </div>
        ) : null}
      </div>
      <div id={verdictId} className="blank-mark">
        {verdict === null ? null : (
          <>
            <VerdictMark verdict={verdict.verdict} />
            {verdict.verdict === "correct" ? null : <p>{verdict.message}</p>}
            {verdict.at === null ? null : <ReadingPlace typed={verdict.typed} at={verdict.at} />}
          </>
        )}
      </div>
    </div>
  );
}

function isToMend(verdict: BlankVerdictView | null): boolean {
  return verdict?.verdict === "incorrect" || verdict?.verdict === "invalid";
}
