import type { Ask } from "#lib/exercises/ask.ts";
import { directInputs, type Path, pathsBetween } from "#lib/model/chain-rule.ts";
import { speakName } from "#lib/model/speak.ts";
import type { Page } from "#lib/model/step-page.ts";
import { nameSide } from "#lib/model/step-sides.ts";
import type { HintDraft } from "./hint.ts";
import { leaveOutMiddle } from "./leave-out-middle.ts";

/** How a quantity is called in a sentence: as it is written, or as it is read out. */
type Call = (name: string) => string;

/** Paths that are named one by one. */
const mostPathsNamed = 3;
/** Quantities of a path that are named. */
const mostNamed = 7;

/** Where to look: which quantities lie between the two ends, or which the asked one is made from. */
export function hintAtPlace(page: Page, ask: Ask): HintDraft {
  return ask.kind === "quantity"
    ? placeOfQuantity(page, ask.name)
    : placeOfPartial(page, ask.partial.of, ask.partial.by);
}

function placeOfQuantity({ model }: Page, name: string): HintDraft {
  const guarded = "Find the line of the network that defines what is asked, and what it reads.";
  if (model.byName.get(name)?.kind === "input") {
    return inWords((call) => `${call(name)} is given: it stands among the network's inputs.`, guarded);
  }
  const reads = directInputs(model, name);
  const made = reads.filter((read) => model.byName.get(read)?.kind === "node");
  return inWords((call) => {
    const all = `Look at the line that defines ${call(name)}: it is made from ${listed(reads.map(call))}.`;
    return made.length === 0 ? all : `${all} Work out ${listed(made.map(call))} first.`;
  }, guarded);
}

function placeOfPartial(page: Page, of: string, by: string): HintDraft {
  const guarded = "Find the quantity that is differentiated, and follow the network's lines back from it.";
  if (of === by)
    return inWords((call) => `Both ends are ${call(of)}: how does a quantity change with itself?`, guarded);
  const paths = pathsBetween(page.model, of, by, mostPathsNamed + 1);
  const [path] = paths;
  if (path === undefined) {
    const text = (call: Call) => `Follow the lines from ${call(by)} forward: does any of them lead to ${call(of)}?`;
    return inWords(text, guarded);
  }
  if (paths.length === 1 && path.length === 2) {
    return inWords(
      (call) =>
        `Look at the line that defines ${call(of)}, and find where ${call(by)} stands in it; all else is held fixed.`,
      guarded,
    );
  }
  if (paths.length === 1) {
    const said = inWords((call) => `${along(path, call)} Find one derivative for each step of that way.`, guarded);
    return { guarded, said: { ...said.said, tex: pathTex(path) } };
  }
  if (paths.length > mostPathsNamed) {
    return inWords(
      (call) =>
        `${call(by)} reaches ${call(of)} on many ways. Go back from ${call(of)} quantity by quantity, and count every use.`,
      guarded,
    );
  }
  const said = inWords((call) => {
    const ways = paths.map((each) => (each.length === 2 ? "directly" : `through ${listed(inner(each).map(call))}`));
    return `${call(by)} reaches ${call(of)} on ${paths.length === 2 ? "two ways" : "three ways"}: ${ways.join("; ")}. Look at each of them.`;
  }, guarded);
  return { guarded, said: { ...said.said, tex: paths.map(pathTex).join(",\\quad ") } };
}

function along(path: Path, call: Call): string {
  const [of = "", by = ""] = [path[0], path.at(-1)];
  return `${call(by)} acts on ${call(of)} through ${listed(inner(path).map(call))}.`;
}

/** What lies between the ends, in the order of the forward pass. */
function inner(path: Path): readonly string[] {
  const { first, hidden, last } = leaveOutMiddle(path.slice(1, -1).reverse(), mostNamed);
  return hidden.length === 0 ? first : [...first, "…", ...last];
}

/** `W_3 \to z_3 \to y_3 \to L` */
function pathTex(path: Path): string {
  const ends = [path.at(-1) ?? "", ...inner(path), path[0] ?? ""];
  return ends.map((name) => (name === "…" ? "\\cdots" : nameSide(name).tex)).join(" \\to ");
}

function inWords(sentence: (call: Call) => string, guarded: string): HintDraft {
  const written: Call = (name) => name;
  const spoken: Call = (name) => (name === "…" ? "and so on" : speakName(name));
  return { guarded, said: { text: sentence(written), tex: null, spoken: sentence(spoken) } };
}

/** "a", "a and b", "a, b and c" */
function listed(words: readonly string[]): string {
  const last = words.at(-1) ?? "";
  return words.length < 2 ? last : `${words.slice(0, -1).join(", ")} and ${last}`;
}
