import type { KeyboardEvent, RefObject } from "react";

type TextBox = HTMLInputElement | HTMLTextAreaElement;

interface Key {
  readonly shown: string;
  readonly spoken: string;
  /** What is typed; `|` is where the caret stands afterwards. */
  readonly types: string;
}

const keys: readonly Key[] = [
  { shown: "σ", spoken: "sigmoid of", types: "σ(|)" },
  { shown: "σ′", spoken: "slope of the sigmoid at", types: "σ'(|)" },
  { shown: "∂", spoken: "derivative of L by", types: "∂L/∂|" },
  { shown: "·", spoken: "times", types: " · |" },
  { shown: "⊙", spoken: "times, element by element", types: " ⊙ |" },
  { shown: "x²", spoken: "squared", types: "²|" },
  { shown: "xⁿ", spoken: "to the power", types: "^|" },
  { shown: "xₙ", spoken: "subscript", types: "_|" },
  { shown: "ᵀ", spoken: "transposed", types: "ᵀ|" },
  { shown: "δ", spoken: "delta", types: "δ|" },
  { shown: "η", spoken: "eta", types: "η|" },
  { shown: "( )", spoken: "brackets", types: "(|)" },
];

/** Signs that a keyboard lacks. One stop for the tab key; arrows go from key to key, and each gives the focus back to the field. */
export function KeyRow({ field }: { readonly field: RefObject<TextBox | null> }) {
  function walk(event: KeyboardEvent<HTMLDivElement>) {
    const step = event.key === "ArrowRight" ? 1 : event.key === "ArrowLeft" ? -1 : 0;
    if (step === 0) return;
    event.preventDefault();
    const buttons = [...event.currentTarget.querySelectorAll("button")];
    const at = buttons.indexOf(document.activeElement as HTMLButtonElement);
    buttons.at((at + step) % buttons.length)?.focus();
  }

  return (
    <div className="key-row" role="toolbar" aria-label="Signs to type" onKeyDown={walk}>
      {keys.map(({ shown, spoken, types }, place) => (
        <button
          key={shown}
          type="button"
          tabIndex={place === 0 ? 0 : -1}
          aria-label={spoken}
          // A press must not take the focus: the caret says where the sign goes.
          onPointerDown={(event) => event.preventDefault()}
          onClick={() => typeInto(field.current, types)}
        >
          {shown}
        </button>
      ))}
    </div>
  );
}

/** Types at the caret, as a keyboard would: what was selected goes between the brackets. */
function typeInto(field: TextBox | null, types: string): void {
  if (field === null) return;
  const [before = "", after = ""] = types.split("|");
  const { selectionStart, selectionEnd, value } = field;
  const start = selectionStart ?? value.length;
  const selected = value.slice(start, selectionEnd ?? start);
  field.focus();
  field.setRangeText(before + selected + after, start, start + selected.length, "end");
  const caret = start + before.length + selected.length;
  field.setSelectionRange(caret, caret);
  field.dispatchEvent(new Event("input", { bubbles: true }));
}
