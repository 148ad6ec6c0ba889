import type { FieldProps } from "./blank-row.tsx";
import { VerdictMark } from "./verdict.tsx";

/** Options to choose from. After grading each chosen one carries its reason, and the others carry nothing. */
export function ChoiceField({ id, blank, words, typed, verdict, describedBy, onEdit }: FieldProps) {
  const chosen = new Set(typed.split(/\s+/));
  const name = `texts.${blank.id}`;
  return (
    <>
      {/* A form sends nothing for a question without a choice, and the server wants a field for every blank. */}
      <input type="hidden" name={name} value="" />
      <ul className="options" aria-describedby={describedBy}>
        {blank.options.map((option) => {
          const part = verdict?.parts.find((each) => each.part === option.id);
          const optionId = `${id}-${option.id}`;
          return (
            <li key={option.id} className="option">
              <input
                id={optionId}
                type={blank.several ? "checkbox" : "radio"}
                name={name}
                value={option.id}
                defaultChecked={chosen.has(option.id)}
                aria-describedby={part === undefined ? undefined : `${optionId}-reason`}
                onChange={onEdit}
              />
              <label htmlFor={optionId}>{words.options[option.id]}</label>
              {part === undefined ? null : (
                <div id={`${optionId}-reason`} className="option-reason">
                  <VerdictMark verdict={part.verdict} />
                  <p>{part.message}</p>
                </div>
              )}
            </li>
          );
        })}
      </ul>
    </>
  );
}
