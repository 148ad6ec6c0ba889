const greek: Readonly<Record<string, string>> = {
  alpha: "α",
  beta: "β",
  gamma: "γ",
  delta: "δ",
  epsilon: "ε",
  eta: "η",
  lambda: "λ",
  mu: "μ",
  sigma: "σ",
  theta: "θ",
};

interface SvgNameProps {
  readonly name: string;
  /** What follows on the same line. */
  readonly after?: string;
}

/** A name as mathematics sets it, inside an SVG's text: `W1` is an italic W with a lowered 1. */
export function SvgName({ name, after = "" }: SvgNameProps) {
  const [, letters = name, index = ""] = /^(\D+?)_?(\d*)$/.exec(name) ?? [];
  const isLowered = index !== "";
  return (
    <>
      <tspan className="network-letter">{greek[letters] ?? letters}</tspan>
      {isLowered ? (
        <tspan className="network-index" dy="4">
          {index}
        </tspan>
      ) : null}
      {/* `dy` moves everything after it too, so what follows is lifted back to the line. */}
      {after === "" ? null : <tspan dy={isLowered ? "-4" : "0"}>{after}</tspan>}
    </>
  );
}
