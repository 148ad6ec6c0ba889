/** What TeX reads as a command inside `\text{…}`. */
const special: Readonly<Record<string, string>> = {
  "\\": "\\textbackslash{}",
  "{": "\\{",
  "}": "\\}",
  "%": "\\%",
  "#": "\\#",
  "&": "\\&",
  _: "\\_",
  "^": "\\textasciicircum{}",
  "~": "\\textasciitilde{}",
};

/** An author's text with formulas in `$…$` as one line of TeX, and as it is read out. */
export function textTex(text: string): { readonly tex: string; readonly spoken: string } {
  const parts = text.split("$");
  const tex = parts
    .map((part, place) =>
      place % 2 === 1 ? part : `\\text{${part.replace(/[\\{}%#&_^~]/g, (sign) => special[sign] ?? sign)}}`,
    )
    .filter((part) => part !== "\\text{}")
    .join("");
  return { tex, spoken: parts.join("") };
}
