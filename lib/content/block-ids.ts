import { createHash } from "node:crypto";
import type { Place } from "#lib/expression/tree.ts";
import type { ProblemList } from "./problem.ts";

/** Hex digits of a block's id: 40 bits, so that the blocks of one lesson stay apart. */
const idDigits = 10;

/**
 * Gives the blocks of one lesson their addresses. A heading's is its words; any other block's comes from its own source,
 * so it stays when other blocks change, and when a model's numbers do.
 */
export class BlockIds {
  readonly #taken = new Map<string, number>();
  readonly #problems: ProblemList;

  constructor(problems: ProblemList) {
    this.#problems = problems;
  }

  /** An id that readers link to. The same one twice is a problem. */
  named(id: string, at: Place): string {
    const line = this.#taken.get(id);
    if (line === undefined) this.#taken.set(id, at.line);
    else this.#problems.report("duplicate-id", { id, line }, at);
    return id;
  }

  /** An id made from a block's source. Blocks that read the same are counted: `p-3fa9…`, `p-3fa9…-2`. */
  fromSource(kind: string, source: string, at: Place): string {
    const hash = createHash("sha256").update(source.replace(/\s+/g, " ").trim()).digest("hex").slice(0, idDigits);
    const first = `${kind}-${hash}`;
    let id = first;
    for (let count = 2; this.#taken.has(id); count++) id = `${first}-${count}`;
    this.#taken.set(id, at.line);
    return id;
  }

  get all(): ReadonlySet<string> {
    return new Set(this.#taken.keys());
  }
}

/** "The gradient of W₂" → "the-gradient-of-w2". Letters of other alphabets stay; a heading of signs only is "section". */
export function headingId(text: string): string {
  const words = text.normalize("NFKD").replace(/\p{M}/gu, "").toLowerCase();
  return (
    words
      .replace(/['’]/g, "")
      .replace(/[^\p{L}\p{N}]+/gu, "-")
      .replace(/^-|-$/g, "") || "section"
  );
}
