import type { KeyboardEvent } from "react";

/** Fields of one line: in these the arrows up and down do nothing of their own. A list to choose from and a grid use them. */
const singleLine = ".blank-answer > input[type=text]:not([list])";

/** Arrow down and arrow up go from line to line of the sheet, as on paper. */
export function walkFields(event: KeyboardEvent<HTMLFormElement>): void {
  const step = event.key === "ArrowDown" ? 1 : event.key === "ArrowUp" ? -1 : 0;
  const field = event.target;
  if (step === 0 || event.altKey || event.ctrlKey || event.metaKey || event.shiftKey) return;
  if (!(field instanceof HTMLInputElement) || !field.matches(singleLine)) return;
  const fields = [...event.currentTarget.querySelectorAll<HTMLInputElement>(singleLine)];
  const next = fields[fields.indexOf(field) + step];
  if (next === undefined) return;
  event.preventDefault();
  next.focus();
}
