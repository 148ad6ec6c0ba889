import type { AnyOp } from "#lib/autograd/op.ts";
import { catalogue } from "#lib/autograd/ops/catalogue.ts";
import { done, misused, type Outcome } from "./outcome.ts";

export async function run(args: readonly string[]): Promise<Outcome> {
  if (args.length > 0) return misused(`ops prints the whole catalogue, and takes no "${args[0]}".`);
  return done(printOps());
}

/** The catalogue of the engine as a Markdown table, from what each op says of itself. */
export function printOps(): string {
  const heads = ["op", "written", "inputs", "value", "derivative by each input", "where there is none"];
  const rows = Object.values<AnyOp>(catalogue).map(cellsOf);
  return [heads, heads.map(() => "---"), ...rows].map(printRow).join("\n");
}

function cellsOf({ name, notation, arity, says }: AnyOp): readonly string[] {
  const written = notation?.names.map((word) => `\`${word}\``).join(" ") ?? "";
  // max and min take two tensors; of more that are written, two at a time
  const inputs = notation?.inputs === "many" && arity !== "many" ? `${arity} or more` : String(arity);
  return [`\`${name}\``, written, inputs, says.value, says.slopes.join("; "), says.kink ?? ""];
}

/** A bar inside a cell would end it. */
function printRow(cells: readonly string[]): string {
  return `| ${cells.map((cell) => cell.replaceAll("|", "\\|")).join(" | ")} |`;
}
