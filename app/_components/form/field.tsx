interface FieldProps {
  readonly name: string;
  readonly label: string;
  readonly type: "text" | "email" | "password";
  readonly autoComplete: string;
  /** What to know before typing. */
  readonly hint?: string;
  readonly typed?: string;
  readonly problem?: string;
  readonly isRequired?: boolean;
}

/** A labelled field with its hint, and with the problem of the last post tied to it. */
export function Field({ name, label, type, autoComplete, hint, typed = "", problem, isRequired = true }: FieldProps) {
  const described = [hint && `${name}-hint`, problem && `${name}-problem`].filter(Boolean).join(" ");
  return (
    <div className="field">
      <label htmlFor={name}>{label}</label>
      {hint === undefined ? null : <p id={`${name}-hint`}>{hint}</p>}
      <input
        id={name}
        name={name}
        type={type}
        autoComplete={autoComplete}
        defaultValue={typed}
        required={isRequired}
        aria-describedby={described === "" ? undefined : described}
        aria-invalid={problem === undefined ? undefined : true}
      />
      {problem === undefined ? null : (
        <p id={`${name}-problem`} className="field-problem">
          {problem}
        </p>
      )}
    </div>
  );
}
