import { parseAsk } from "#lib/exercises/ask.ts";
import type { Blank } from "#lib/exercises/blank.ts";
import type { ExerciseTest } from "#lib/exercises/exercise.ts";
import { optionId } from "#lib/exercises/option-id.ts";
import { nameTex, partialTex } from "#lib/expression/print-tex.ts";
import { layerOf } from "#lib/model/layers.ts";
import type { Model } from "#lib/model/model.ts";
import { pathOf, shapeOfAnswer } from "./answer-notation.ts";
import type { Block, Formula } from "./lesson.ts";
import type { ProblemList } from "./problem.ts";
import type { Yaml } from "./read-yaml.ts";
import type { ExerciseFile } from "./schemas.ts";
import { typeset } from "./typeset.ts";

/** What stands beside a blank. */
export interface BlankLabel {
  /** What is asked, typeset; null where a question in words is asked. */
  readonly formula: Formula | null;
  readonly spoken: string;
  readonly layer: number | null;
  /** The question in words; none where a value is asked. */
  readonly prompt: readonly Block[];
  /** By the option's or item's id, in an order that says nothing. */
  readonly options: Readonly<Record<string, readonly Block[]>>;
  /** The quantities of the network that the answer has to do with, from the loss's side to the input's. */
  readonly path: readonly string[];
  /** Sizes of the axes of the answer; [] for one number. */
  readonly shape: readonly number[];
}

/** A blank as its author wrote it, with what the product makes of it: the ids of its options. */
export function blankOf(written: ExerciseFile["blanks"][number]): Blank {
  switch (written.as) {
    case "number":
      return { ...written, expanded: false };
    case "formula":
    case "prediction":
    case "design":
      return written;
    case "worksheet": {
      const steps = written.steps.map(({ ask, weight, required }) => ({ ask, weight, isRequired: required }));
      return { ...written, steps };
    }
    case "choice": {
      const options = written.options.map(({ text, right, reason }) => ({
        id: optionId(text),
        text,
        isRight: right,
        reason,
      }));
      return { ...written, options };
    }
    case "ordering":
      return { ...written, items: written.items.map((item) => ({ id: optionId(item.text), ...item })) };
  }
}

/** The author's tests, with options named by what they say, one a line. */
export function readTests(
  { value, place }: Yaml<ExerciseFile>,
  blanks: readonly Blank[],
  problems: ProblemList,
): readonly ExerciseTest[] {
  return value.tests.map((test, index) => {
    const blank = blanks.find(({ id }) => id === test.blank);
    if (blank?.as !== "choice" && blank?.as !== "ordering") return test;
    const options = blank.as === "choice" ? blank.options : blank.items;
    const lines = test.answer.split("\n").map((line) => line.trim());
    const ids = lines
      .filter((line) => line !== "")
      .map((line) => options.find(({ text }) => text === line)?.id ?? line);
    const strange = ids.find((id) => !options.some((option) => option.id === id));
    if (strange !== undefined) {
      const reason = `"${test.blank}" has no option that says "${strange}".`;
      problems.report("field", { field: `tests.${index}.answer`, reason }, place(["tests", index, "answer"]));
    }
    const answer = blank.as === "choice" ? ids : ids.map((id, place) => `${place + 1}:${id}`);
    return { ...test, answer: answer.join(" ") };
  });
}

/** `typesetText` makes blocks of Markdown with formulas. */
export function labelOf(blank: Blank, model: Model, typesetText: (text: string) => readonly Block[]): BlankLabel {
  switch (blank.as) {
    case "choice":
    case "ordering": {
      const options = (blank.as === "choice" ? blank.options : blank.items).toSorted((a, b) => (a.id < b.id ? -1 : 1));
      return {
        formula: null,
        spoken: blank.prompt,
        layer: null,
        prompt: typesetText(blank.prompt),
        options: Object.fromEntries(options.map(({ id, text }) => [id, typesetText(text)])),
        path: [],
        shape: [],
      };
    }
    case "prediction":
    case "design": {
      const prompt = typesetText(blank.prompt);
      return { formula: null, spoken: blank.prompt, layer: null, prompt, options: {}, path: [], shape: [] };
    }
    default:
      return {
        ...labelOfAsk(blank.id, blank.ask, model),
        prompt: [],
        options: {},
        path: pathOf(blank, model),
        shape: shapeOfAnswer(blank, model),
      };
  }
}

function labelOfAsk(id: string, text: string, model: Model): Pick<BlankLabel, "formula" | "spoken" | "layer"> {
  const ask = parseAsk(text, model);
  if (ask === null) throw new Error(`${id} asks for ${text}, which its checked exercise does not have`);
  if (ask.kind === "quantity") {
    const { name } = ask;
    return { formula: typeset(nameTex(name, { colour: layerOf })), spoken: name, layer: layerOf(name) };
  }
  const { of, by } = ask.partial;
  return {
    formula: typeset(partialTex(ask.partial, { colour: layerOf }), { style: "step" }),
    spoken: `the derivative of ${of} by ${by}`,
    layer: layerOf(by),
  };
}
