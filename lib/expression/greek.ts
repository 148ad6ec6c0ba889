/** Greek letters by their character. */
export const greekNames: ReadonlyMap<string, string> = new Map(
  Object.entries({
    α: "alpha",
    β: "beta",
    γ: "gamma",
    δ: "delta",
    ε: "epsilon",
    ϵ: "epsilon",
    ζ: "zeta",
    η: "eta",
    θ: "theta",
    ϑ: "theta",
    ι: "iota",
    κ: "kappa",
    λ: "lambda",
    μ: "mu",
    µ: "mu",
    ν: "nu",
    ξ: "xi",
    π: "pi",
    ρ: "rho",
    σ: "sigma",
    ς: "sigma",
    τ: "tau",
    υ: "upsilon",
    φ: "phi",
    ϕ: "phi",
    χ: "chi",
    ψ: "psi",
    ω: "omega",
    Γ: "Gamma",
    Δ: "Delta",
    "∆": "Delta",
    Θ: "Theta",
    Λ: "Lambda",
    Ξ: "Xi",
    Π: "Pi",
    Σ: "Sigma",
    Φ: "Phi",
    Ψ: "Psi",
    Ω: "Omega",
  }),
);

const greekCommands: ReadonlySet<string> = new Set([
  ...greekNames.values(),
  "varepsilon",
  "vartheta",
  "varphi",
  "varrho",
  "varsigma",
]);

/** The name a command like \delta or \varphi stands for, null where it is no greek letter. */
export function greekOfCommand(command: string): string | null {
  if (!greekCommands.has(command)) return null;
  return command.startsWith("var") ? command.slice(3) : command;
}
