import { lazy, Suspense, useRef, useState } from "react";
import { type FieldProps, isToMend } from "./blank-row.tsx";
import { KeyRow } from "./key-row.tsx";
import { MatrixGrid } from "./matrix-grid.tsx";

/** The longest answer that is read; the checker refuses a longer one before any work. */
export const longestAnswer = 4000;

/** What every field for mathematics turns off: a phone would write `Sin` for `sin` and correct `dW`. */
export const plainTyping = {
  autoComplete: "off",
  autoCapitalize: "off",
  autoCorrect: "off",
  spellCheck: false,
} as const;

const Echo = lazy(() => import("./echo.tsx"));

/** A number or a formula on one line. The first focus wakes it: then it shows how it is read, and offers signs to type. */
export function TextField(props: FieldProps) {
  const { id, blank, typed, verdict, describedBy, notation, onEdit } = props;
  const field = useRef<HTMLInputElement>(null);
  const [isAwake, setAwake] = useState(false);
  const [isGrid, setGrid] = useState(false);
  const [text, setText] = useState<string | null>(null);
  const name = `texts.${blank.id}`;
  const [rows = 1, columns = 1, ...more] = blank.shape;
  const hasGrid = blank.shape.length > 0 && more.length === 0 && rows * columns <= mostCells;

  return (
    <>
      {isGrid ? (
        <MatrixGrid
          id={id}
          name={name}
          label={blank.spoken}
          rows={rows}
          columns={columns}
          typed={text ?? typed}
          describedBy={describedBy}
          isInvalid={isToMend(verdict)}
          onEdit={onEdit}
        />
      ) : (
        <input
          ref={field}
          id={id}
          name={name}
          type="text"
          defaultValue={text ?? typed}
          maxLength={longestAnswer}
          {...plainTyping}
          enterKeyHint="go"
          aria-describedby={describedBy}
          aria-invalid={isToMend(verdict) ? true : undefined}
          onFocus={() => setAwake(true)}
          onInput={(event) => {
            setText(event.currentTarget.value);
            onEdit();
          }}
        />
      )}
      {isAwake ? (
        <div className="field-tools">
          {hasGrid ? (
            <button type="button" className="link-button" aria-pressed={isGrid} onClick={() => setGrid(!isGrid)}>
              {isGrid ? "Write it as a formula" : `Fill in a grid of ${rows} × ${columns}`}
            </button>
          ) : null}
          {isGrid ? null : <KeyRow field={field} />}
        </div>
      ) : null}
      {isAwake && !isGrid && text !== null && verdict === null ? (
        <Suspense>
          <Echo text={text} notation={notation} />
        </Suspense>
      ) : null}
    </>
  );
}

/** More cells than anybody fills in by hand. */
const mostCells = 64;
