interface FieldProps {
  readonly name: string;
  /** Its place on the page, where several forms have a field of this name. */
  readonly id?: string;
  readonly label: string;
  readonly type: "text" | "email" | "password";
  readonly autoComplete: string;
  /** What to know before typing. */
  readonly hint?: string;
  /** What stands in it before anything was typed. */
  readonly initial?: string;
  readonly typed?: string;
  readonly problem?: string;
  readonly isRequired?: boolean;
}

/** A labelled field with its hint, and with the problem of the last post tied to it. */
export function Field({ name, id = name, label, type, autoComplete, hint, problem, ...options }: FieldProps) {
  const { initial = "", typed = initial, isRequired = true } = options;
  const described = [hint && `${id}-hint`, problem && `${id}-problem`].filter(Boolean).join(" ");
  return (
    <div className="field">
      <label htmlFor={id}>{label}</label>
      {hint === undefined ? null : <p id={`${id}-hint`}>{hint}</p>}
      <input
        id={id}
        name={name}
        type={type}
        autoComplete={autoComplete}
        defaultValue={typed}
        required={isRequired}
        aria-describedby={described === "" ? undefined : described}
        aria-invalid={problem === undefined ? undefined : true}
      />
      {problem === undefined ? null : (
        <p id={`${id}-problem`} className="field-problem">
          {problem}
        </p>
      )}
    </div>
  );
}
