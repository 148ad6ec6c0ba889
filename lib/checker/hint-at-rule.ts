import type { Ask } from "#lib/exercises/ask.ts";
import type { Tree } from "#lib/expression/tree.ts";
import { mostPathsWrittenOut, pathsBetween } from "#lib/model/chain-rule.ts";
import { namesIn } from "#lib/model/layout.ts";
import type { Page } from "#lib/model/step-page.ts";
import { uniqueEdges } from "#lib/model/steps.ts";
import { freeLetters, type GeneralRule, pathsRule, worded } from "./general-rule.ts";
import type { HintDraft } from "./hint.ts";
import { hardest, ruleOfEdge } from "./rule-of-edge.ts";

/** The rule that is hardest to think of among those that the ask needs, in general form. */
export function hintAtRule(page: Page, ask: Ask): HintDraft {
  if (ask.kind === "quantity") return drafted(ruleOfDefinition(page.definition(ask.name)), null);
  const { of, by } = ask.partial;
  if (of === by) return drafted(worded("Every quantity changes exactly as much as it does.", 0), null);
  const paths = pathsBetween(page.model, of, by, mostPathsWrittenOut);
  if (paths.length === 0) {
    return drafted(worded("What a quantity is not made from does not change it at all.", 0), null);
  }
  const edges = uniqueEdges(paths);
  const letters = freeLetters(new Set(page.model.byName.keys()));
  const rule = hardest(edges.map((edge) => ruleOfEdge(page, edge, letters))) ?? worded(pathsRule, 0);
  if (paths.length > 1) return drafted(rule, pathsRule);
  return drafted(rule, edges.length > 1 ? "Along the way the slopes are multiplied." : null);
}

function drafted(rule: GeneralRule, first: string | null): HintDraft {
  const after = (text: string) => (first === null ? text : `${first} ${text}`);
  return {
    said: { text: after(rule.text), tex: rule.tex, spoken: after(rule.spoken) },
    guarded: after(rule.words),
  };
}

/** What the forward pass does in one line. */
function ruleOfDefinition(tree: Tree): GeneralRule {
  if (tree.kind === "call")
    return worded(forwardWords[tree.name] ?? "Apply the function to what stands in its brackets.", 0);
  if (namesIn(tree).length === 0) return worded("A given number is read off, not worked out.", 0);
  return worded(
    "Put each value in for its name: products first, then sums, and what stands in brackets before both.",
    0,
  );
}

const forwardWords: Readonly<Record<string, string>> = {
  sigmoid: "The sigmoid is the reciprocal of one plus e to the power of minus z.",
  tanh: "tanh is the difference of e to the z and e to the minus z, divided by their sum.",
  relu: "ReLU passes a positive number on as it is and makes nothing of a negative one.",
  leaky_relu: "Leaky ReLU passes a positive number on as it is and shrinks a negative one to a hundredth.",
  softmax: "Softmax raises e to each entry and divides by the sum of these powers.",
  exp: "Raise e to what stands in the brackets.",
  log: "Take the natural logarithm, to the base e.",
};
