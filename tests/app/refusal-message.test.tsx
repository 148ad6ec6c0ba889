import { expect, it } from "vitest";
import { type RefusalCode, RefusalMessage } from "#app/_components/refusal-message.tsx";
import { textOf } from "./read-html.ts";
import { render } from "./render.ts";

// A code that a command gains does not compile until it stands here.
const codes = Object.keys({
  "unknown-exercise": 0,
  "needs-level": 0,
  "stale-variant": 0,
  "missing-blank": 0,
  "needs-account": 0,
  "not-yet-open": 0,
  closed: 0,
  "gave-up": 0,
  "no-attempts-left": 0,
  "no-hints": 0,
  "no-solution": 0,
  "no-session": 0,
  "nothing-typed": 0,
  "too-long": 0,
  "wrong-credentials": 0,
  "address-unusable": 0,
  "too-many-tries": 0,
  "setup-closed": 0,
  "not-signed-in": 0,
  "wrong-password": 0,
  "last-admin": 0,
  "not-a-guest": 0,
  "unknown-course": 0,
  "nothing-required": 0,
  "exercises-left": 0,
  "results-withheld": 0,
  "certificate-revoked": 0,
} satisfies Record<RefusalCode, 0>) as RefusalCode[];

it.each(codes)("says what happened and what to do: %s", (code) => {
  const sentence = textOf(render(<RefusalMessage code={code} />));
  expect(sentence).toMatch(/^[A-Z].{40,}\.$/);
  if (code.includes("-")) expect(sentence).not.toContain(code);
  expect(sentence).not.toContain("!");
});

it("has a sentence of its own for each refusal", () => {
  expect(new Set(codes.map((code) => textOf(render(<RefusalMessage code={code} />)))).size).toBe(codes.length);
});
