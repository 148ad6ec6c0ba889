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
  "nothing-typed": 0,
  "too-long": 0,
  "wrong-credentials": 0,
  "address-unusable": 0,
  "too-many-tries": 0,
  "setup-closed": 0,
} satisfies Record<RefusalCode, 0>) as RefusalCode[];

it.each(codes)("says what happened and what to do: %s", (code) => {
  const sentence = textOf(render(<RefusalMessage code={code} />));
  expect(sentence).toMatch(/^[A-Z].{40,}\.$/);
  expect(sentence).not.toContain(code);
  expect(sentence).not.toContain("!");
});

it("has a sentence of its own for each refusal", () => {
  expect(new Set(codes.map((code) => textOf(render(<RefusalMessage code={code} />)))).size).toBe(codes.length);
});
