import type { ReactNode } from "react";
import type { AnswerNotation } from "#lib/content/answer-notation.ts";
import type { BlankVerdictView, BlankView } from "#lib/progress/exercise-view.ts";
import { layerClass } from "../lesson/inlines.tsx";
import { InlineMath } from "../lesson/math.tsx";
import { ScrollRegion } from "../lesson/scroll-region.tsx";
import { ChoiceField } from "./choice-field.tsx";
import { OrderField } from "./order-field.tsx";
import { ReadingPlace } from "./reading-place.tsx";
import { SettingsField } from "./settings-field.tsx";
import { TextField } from "./text-field.tsx";
import { VerdictMark } from "./verdict.tsx";
import { WorksheetField } from "./worksheet-field.tsx";

/** What a blank asks in words, drawn on the server: a page that asks for numbers needs no script that draws text. */
export interface BlankWords {
  readonly prompt: ReactNode;
  /** By the option's id. */
  readonly options: Readonly<Record<string, ReactNode>>;
  /** By what a worksheet's line is about: its step, where it was asked for. */
  readonly explained: Readonly<Record<string, ReactNode>>;
  /** Those that were asked for, one after another. */
  readonly hints: readonly { readonly layer: number; readonly said: ReactNode }[];
}

/** What each kind of field is handed. */
export interface FieldProps {
  readonly id: string;
  readonly blank: BlankView;
  readonly words: BlankWords;
  readonly notation: AnswerNotation;
  readonly typed: string;
  /** Null before grading, and while what is typed is no longer what was graded. */
  readonly verdict: BlankVerdictView | null;
  /** Ids of what describes it: its mark and its rule. */
  readonly describedBy: string;
  /** May lines be explained. */
  readonly mayExplain: boolean;
  readonly onEdit: () => void;
}

interface BlankRowProps extends Omit<FieldProps, "id" | "describedBy" | "mayExplain"> {
  readonly fieldId: string;
  /** What it asks for, in words, as no other blank of the sheet is called. */
  readonly name: string;
  /** The rule of grading, where it is not the one of the row above; else the id of the row that says it. */
  /** Was it the last whose field had the focus. */
  readonly isActive: boolean;
  readonly mayExplain: boolean;
  /** Can another hint be asked for. */
  readonly hasHint: boolean;
  readonly rule: { readonly text: string; readonly id: string } | { readonly sameAs: string };
}

/** One line of the sheet: what is asked at the left, the field on the line, the mark in the margin. */
export function BlankRow({
  fieldId,
  blank,
  words,
  notation,
  name,
  typed,
  verdict,
  rule,
  isActive,
  mayExplain,
  hasHint,
  onEdit,
}: BlankRowProps) {
  const ruleId = "sameAs" in rule ? rule.sameAs : rule.id;
  const verdictId = `${fieldId}-verdict`;
  const describedBy = verdict === null ? ruleId : `${verdictId} ${ruleId}`;
  const field = { id: fieldId, blank, words, notation, typed, verdict, describedBy, onEdit, mayExplain };
  const isInWords = blank.label === null;
  return (
    <div
      className={`blank blank-${blank.as} ${layerClass(blank.layer)}`}
      data-active={isActive ? "" : undefined}
      data-path={blank.path.length === 0 ? undefined : blank.path.join(" ")}
      {...(isInWords ? { role: "group", "aria-labelledby": `${fieldId}-prompt`, id: fieldId, tabIndex: -1 } : {})}
    >
      {blank.label === null ? (
        <div id={`${fieldId}-prompt`} className="blank-prompt">
          {words.prompt}
        </div>
      ) : (
        <label className="blank-label" htmlFor={fieldId}>
          <span className="sr-only">{name}</span>
          <span aria-hidden="true">
            <InlineMath formula={blank.label} />
            {blank.as === "worksheet" ? null : " ="}
          </span>
        </label>
      )}
      <div className="blank-answer">
        <Field {...field} />
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
        <Hints id={`${fieldId}-hints`} blank={blank.id} name={name} hints={words.hints} hasMore={hasHint} />
      </div>
      <div id={verdictId} className="blank-mark">
        {verdict === null ? null : (
          <>
            <VerdictMark verdict={verdict.verdict} />
            {verdict.verdict === "correct" || isSaidBelow(verdict, blank) ? null : <p>{verdict.message}</p>}
            {verdict.at === null || verdict.parts.length > 0 ? null : (
              <ReadingPlace typed={verdict.typed} at={verdict.at} />
            )}
          </>
        )}
      </div>
    </div>
  );
}

interface HintsProps {
  readonly id: string;
  readonly blank: string;
  readonly name: string;
  readonly hints: BlankWords["hints"];
  readonly hasMore: boolean;
}

/** Where to look, the rule, the line: each unfolds when it is asked for, and stays. */
function Hints({ id, blank, name, hints, hasMore }: HintsProps) {
  if (hints.length === 0 && !hasMore) return null;
  return (
    <div className="hints">
      {hints.length === 0 ? null : (
        <ol id={id} tabIndex={-1} aria-label={`Hints on ${name}`}>
          {hints.map(({ layer, said }) => (
            <li key={layer}>{said}</li>
          ))}
        </ol>
      )}
      {hasMore ? (
        <button type="submit" name="intent" value={`hint ${blank}`} className="link-button">
          {hints.length === 0 ? "Hint" : "Another hint"}
          <span className="sr-only"> on {name}</span>
        </button>
      ) : null}
    </div>
  );
}

function Field(props: FieldProps) {
  switch (props.blank.as) {
    case "number":
    case "formula":
      return <TextField {...props} />;
    case "worksheet":
      return <WorksheetField {...props} />;
    case "choice":
      return <ChoiceField {...props} />;
    case "ordering":
      return <OrderField {...props} />;
    case "prediction":
    case "design":
      return <SettingsField {...props} />;
  }
}

/** The reason of the one option that was chosen stands beside it. */
function isSaidBelow({ parts }: BlankVerdictView, { as, several }: BlankView): boolean {
  return as === "choice" && !several && parts.length > 0;
}

/** Whether the mark asks for another look at the field. */
export function isToMend(verdict: BlankVerdictView | null): boolean {
  return verdict !== null && verdict.verdict !== "correct" && verdict.verdict !== "rounded-early";
}
