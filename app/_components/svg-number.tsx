/** A power of ten inside an SVG's text. Raised by hand: of the raised digits our faces have only ¹, ² and ³. */
export function SvgPower({ power }: { readonly power: number }) {
  return (
    <>
      10
      <tspan className="svg-power" dy="-0.45em">
        {String(power).replace("-", "−")}
      </tspan>
    </>
  );
}

const raised = "⁰¹²³⁴⁵⁶⁷⁸⁹";

/** A number as lib writes it, "2.0 × 10⁻⁹", inside an SVG's text, at the end of its line. */
export function SvgNumber({ text }: { readonly text: string }) {
  const [, factor, minus = "", digits = ""] = /^(.*)10(⁻?)([⁰¹²³⁴⁵⁶⁷⁸⁹]+)$/.exec(text) ?? [];
  if (factor === undefined) return text;
  const size = Number(Array.from(digits, (digit) => raised.indexOf(digit)).join(""));
  return (
    <>
      {factor}
      <SvgPower power={minus === "" ? size : -size} />
    </>
  );
}
