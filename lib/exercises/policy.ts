/** What the author decides about an exercise's course and credit. The server keeps to it; a page only says it. */
export interface Policy {
  /** Required exercises count for the completion of a course. */
  readonly required: boolean;
  /** Credit, 0 to 1, for a number whose method is right but which was rounded on the way. */
  readonly roundedEarly: number;
  /** Credit, 0 to 1, for a worksheet's line that is wrong but follows from the learner's own earlier lines. */
  readonly followThrough: number;
  /** How often it may be handed in, over all variants; null: as often as one likes. What could not be read is not counted. */
  readonly attempts: number | null;
  /** Which submission's score counts. */
  readonly credit: "best" | "last";
  /** When a learner is told what was right: at once, after the last attempt, or from a moment on (ISO 8601). */
  readonly feedback: "at-once" | "after-last" | { readonly from: string };
  readonly hints: boolean;
  /** Credit, 0 to 1, that each hint taken costs; 0: hints are free. */
  readonly hintCost: number;
  /** ISO 8601; null: no bound. It can be handed in from `opens` (with) to `closes` (without). */
  readonly opens: string | null;
  readonly closes: string | null;
}

/** What holds where the author says nothing. */
export const defaultPolicy: Policy = {
  required: true,
  roundedEarly: 0.8,
  // Below what counts as solved: a sheet with one slip and nothing else that is counted is not solved by it.
  followThrough: 0.5,
  attempts: null,
  credit: "best",
  feedback: "at-once",
  hints: true,
  hintCost: 0,
  opens: null,
  closes: null,
};

/** An exercise that can be failed for good, or whose verdicts come later, is nobody's but an account's. */
export function needsAccount({ attempts, feedback, opens, closes }: Policy): boolean {
  return attempts !== null || feedback !== "at-once" || opens !== null || closes !== null;
}

export type WindowState = "not-yet" | "open" | "closed";

export function windowAt({ opens, closes }: Policy, now: Date): WindowState {
  if (opens !== null && now.getTime() < Date.parse(opens)) return "not-yet";
  return closes !== null && now.getTime() >= Date.parse(closes) ? "closed" : "open";
}

/** Null where they are not counted; never below 0. */
export function attemptsLeft({ attempts }: Policy, used: number): number | null {
  return attempts === null ? null : Math.max(0, attempts - used);
}

/** May a learner who has used so many attempts see what was right? Feedback after the last attempt comes with the window's end too. */
export function showsFeedback(policy: Policy, used: number, now: Date): boolean {
  const { feedback } = policy;
  if (feedback === "at-once") return true;
  if (feedback === "after-last") return attemptsLeft(policy, used) === 0 || windowAt(policy, now) === "closed";
  return now.getTime() >= Date.parse(feedback.from);
}

/** What a submission of this score is worth after so many hints. */
export function creditAfterHints({ hintCost }: Policy, score: number, hints: number): number {
  return Math.max(0, score * (1 - hintCost * hints));
}
