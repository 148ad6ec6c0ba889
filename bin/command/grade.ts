import { z } from "zod";
import type { FactorAnalysis } from "#lib/checker/factor-analysis.ts";
import { diagnosisOf, placeOf, verdictOf } from "#lib/checker/finding.ts";
import { judgeText, scoreOf } from "#lib/checker/judge-text.ts";
import { keepLatest } from "#lib/checker/keep-latest.ts";
import { prepareLoneReference } from "#lib/checker/lone-reference.ts";
import { type Notation, type PreparedAsk, prepareVariant } from "#lib/checker/prepare.ts";
import { sidesOf } from "#lib/checker/read-answer.ts";
import { wordFinding } from "#lib/checker/wording.ts";
import { printAsk } from "#lib/exercises/ask.ts";
import { defaultDigits, defaultWeight, mostDigits, type ValueBlank } from "#lib/exercises/blank.ts";
import type { Exercise } from "#lib/exercises/exercise.ts";
import { defaultPolicy } from "#lib/exercises/policy.ts";
import { printText } from "#lib/expression/print.ts";
import { printTex } from "#lib/expression/print-tex.ts";
import { canonicalName, isName } from "#lib/expression/spelling.ts";
import { type Result, refuse, succeed } from "#lib/result.ts";
import { answerLines } from "./json-lines.ts";
import type { Outcome } from "./outcome.ts";
import { readNothing } from "./read-options.ts";
import { type Reply, type RequestError, readRequestedAsk, readRequestedModel, replyTo, textSchema } from "./request.ts";

const requestSchema = z.object({
  model: textSchema("the lines of a model").nullish(),
  reference: textSchema("one expression").nullish(),
  variables: z
    .array(z.string().transform(canonicalName).refine(isName, "is no name"), 'has to be a list of names, as in ["x"]')
    .nullish()
    .transform((names) => names ?? []),
  ask: textSchema("a quantity or a derivative").nullish(),
  as: z.enum(["formula", "number"], 'has to be "formula" or "number"'),
  digits: z
    .int(`has to be a whole number from 1 to ${mostDigits}`)
    .min(1, `has to be at least 1`)
    .max(mostDigits, `has to be at most ${mostDigits}`)
    .nullish()
    .transform((digits) => digits ?? defaultDigits),
  answer: textSchema("what was written"),
});

type GradeRequest = z.output<typeof requestSchema>;

export async function run(args: readonly string[]): Promise<Outcome> {
  const nothing = readNothing("grade", args);
  return nothing.ok ? await answerLines(verdictOn) : nothing;
}

/** The verdict on one answer. `code` says why an invalid one could not be judged. */
export function verdictOn(line: string): Reply {
  return replyTo(line, requestSchema, (request) => {
    const truth = readTruth(request);
    if (!truth.ok) return truth;
    const { blank, notation, asked } = truth.value;
    const { finding, line } = judgeText(blank, notation, asked, request.answer);
    const verdict = verdictOf[finding.code];
    const options = { hasShape: (name: string) => notation.shapeOf(name).length > 0 };
    return succeed({
      verdict,
      ...(verdict === "invalid" ? { code: finding.code } : {}),
      score: scoreOf(finding, defaultPolicy),
      diagnosis: diagnosisOf(finding),
      ...(finding.code === "factors" ? { factors: listFactors(finding.analysis) } : {}),
      message: wordFinding(finding),
      read:
        line === null
          ? null
          : sidesOf(line)
              .map((side) => printTex(side, options))
              .join(" = "),
      at: placeOf(finding),
    });
  });
}

/** What an answer is compared with, and how it is read. */
interface Truth {
  readonly blank: ValueBlank;
  readonly notation: Notation;
  readonly asked: PreparedAsk;
}

function readTruth(request: GradeRequest): Result<Truth, RequestError> {
  const { model = null, reference = null } = request;
  if (model !== null && reference === null) return readOfModel(request, model);
  if (reference !== null && model === null) return readAlone(request, reference);
  return refuse({ code: "model-or-reference", message: 'Give either "model" or "reference".', at: null });
}

/** Answers to one question come in a row, and reading its model takes longer than judging one of them. */
const read = keepLatest<Result<Truth, RequestError>>(8);

function readOfModel({ ask, as, digits }: GradeRequest, source: string): Result<Truth, RequestError> {
  if (ask == null) {
    const message = '"ask" has to name a quantity of the model or a derivative between two.';
    return refuse({ code: "wrong-field", message, at: null });
  }
  return read(JSON.stringify([source, ask, as, digits]), () => readQuestion(source, ask, as, digits));
}

function readQuestion(source: string, text: string, as: ValueBlank["as"], digits: number): Result<Truth, RequestError> {
  const requested = readRequestedModel(source);
  if (!requested.ok) return requested;
  const ask = readRequestedAsk(text, requested.value);
  if (!ask.ok) return ask;
  const { model } = requested.value;
  const blank = blankFor(printAsk(ask.value), as, digits);
  const exercise: Exercise = {
    slug: "request",
    title: "",
    model: source,
    blanks: [blank],
    policy: defaultPolicy,
    tests: [],
  };
  const prepared = prepareVariant({ exercise, number: 0, model, seed: source });
  return succeed({ blank, notation: prepared, asked: prepared.ask(blank.ask) });
}

function readAlone({ variables, as, digits }: GradeRequest, source: string): Result<Truth, RequestError> {
  const prepared = prepareLoneReference(source, variables);
  if (!prepared.ok) return refuse(prepared.problem);
  const { asked, isNumber, ...notation } = prepared.value;
  if (as === "number" && !isNumber) {
    const message = "A number is asked, and the reference has variables: it has no value.";
    return refuse({ code: "reference-without-value", message, at: null });
  }
  return succeed({ blank: { ...blankFor(asked.printed, as, digits), expanded: true }, notation, asked });
}

function blankFor(ask: string, as: ValueBlank["as"], digits: number): ValueBlank {
  return { id: "answer", ask, as, digits, weight: defaultWeight, expanded: false };
}

/** Their product, each to its power, is the answer divided by the truth; the constant comes last, as −1 and small primes. */
function listFactors({ powers, constant }: FactorAnalysis): readonly { factor: string; power: number }[] {
  const ofConstant = [
    { factor: "-1", power: constant.isNegative ? 1 : 0 },
    { factor: "2", power: constant.two },
    { factor: "3", power: constant.three },
    { factor: "5", power: constant.five },
  ];
  const ofNames = powers.map(({ tree, power }) => ({ factor: printText(tree), power }));
  return [...ofNames, ...ofConstant.filter(({ power }) => power !== 0)];
}
