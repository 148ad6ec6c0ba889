/**
 * Names in one spelling. y₃, y_3, y_{3} and y3 are the name "y3"; W_{out} is "W_out"; W_{1,2} is "W1_2". A subscript that is a
 * number is written without its `_` after a letter, since the two are one name to everybody who writes by hand.
 */
export function canonicalName(run: string): string {
  return run.replace(/([A-Za-z])_(?=\d)/g, "$1");
}

/** Two spellings with one key are one name: "W_xh" and "Wxh", "leaky_relu" and "leakyrelu", but not "W1_2" and "W12". */
export function nameKey(run: string): string {
  return run.includes("_") ? run.replace(/(?<!\d)_|_(?!\d)/g, "") : run;
}

/** A name with its subscript: run "W" and "3" to "W3", "W" and "out" to "W_out", "W1" and "2" to "W1_2". */
export function joinSubscript(run: string, subscript: string): string {
  return /[A-Za-z]$/.test(run) && /^\d/.test(subscript) ? run + subscript : `${run}_${subscript}`;
}

const wellFormed = /^[A-Za-z][A-Za-z0-9]*(?:_[A-Za-z0-9]+)*$/;

/** Whether a quantity may be called this: letters and digits that begin with a letter, parts joined by `_`. */
export function isName(text: string): boolean {
  return text.length <= longestName && wellFormed.test(text);
}

export const longestName = 60;
