/** A number as typography sets it: a real minus sign in place of the hyphen that a program writes. */
export function shownNumber(text: string): string {
  return text.replace(/-(?=\d|∞)/g, "−");
}
