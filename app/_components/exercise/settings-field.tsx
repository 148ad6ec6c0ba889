import { type FieldProps, isToMend } from "./blank-row.tsx";
import { plainTyping } from "./text-field.tsx";
import { VerdictMark } from "./verdict.tsx";

/**
 * Named fields that make one answer, a line `name = value` each: what a run will show, or the settings of a network. A hidden
 * `name =` goes before each field, so that it is one text with scripts and without.
 */
export function SettingsField({ id, blank, typed, verdict, describedBy, onEdit }: FieldProps) {
  const name = `texts.${blank.id}`;
  const values = valuesIn(typed);
  return (
    <>
      {blank.given.length === 0 ? null : (
        <dl className="settings-given">
          {blank.given.map((given) => (
            <div key={given.name}>
              <dt>{given.name}</dt>
              <dd>{given.value}</dd>
            </div>
          ))}
        </dl>
      )}
      <div className="setting-list">
        {blank.fields.map((field) => {
          const fieldId = `${id}-${field.name}`;
          const part = verdict?.parts.find((each) => each.part === field.name);
          return (
            <div key={field.name} className="setting">
              <label htmlFor={fieldId}>{field.name}</label>
              <input type="hidden" name={name} value={`${field.name} =`} />
              <input
                id={fieldId}
                name={name}
                type="text"
                list={field.words.length === 0 ? undefined : `${fieldId}-words`}
                defaultValue={values.get(field.name) ?? field.value}
                placeholder={field.value === "" ? `as in ${field.example}` : undefined}
                {...plainTyping}
                aria-describedby={describedBy}
                aria-invalid={isToMend(verdict) && part?.verdict !== "correct" ? true : undefined}
                onInput={onEdit}
              />
              {field.words.length === 0 ? null : (
                <datalist id={`${fieldId}-words`}>
                  {field.words.map((word) => (
                    <option key={word} value={word} />
                  ))}
                </datalist>
              )}
              {part === undefined ? null : (
                <div className="setting-mark">
                  <VerdictMark verdict={part.verdict} />
                  {part.verdict === "correct" ? null : <p>{part.message}</p>}
                </div>
              )}
            </div>
          );
        })}
      </div>
    </>
  );
}

function valuesIn(typed: string): ReadonlyMap<string, string> {
  return new Map(
    typed.split("\n").flatMap((line) => {
      const equals = line.indexOf("=");
      return equals === -1 ? [] : [[line.slice(0, equals).trim(), line.slice(equals + 1).trim()] as const];
    }),
  );
}
