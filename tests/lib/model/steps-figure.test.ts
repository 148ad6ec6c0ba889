import { describe, expect, it } from "vitest";
import { formatNumber, formatNumberTex, speakNumber } from "#lib/model/figure.ts";

describe("a number for reading", () => {
  it.each([
    [0.6224593312018546, 4, "0.6225"],
    [-0.0008016903743109073, 4, "-0.0008017"],
    [4.2e-8, 4, "4.2 × 10⁻⁸"],
    [-0.22834843469440924, 4, "-0.2283"],
    [0.5, 4, "0.5"],
    [1, 4, "1"],
    [0, 4, "0"],
    [0.619996, 4, "0.6200"],
    [0.1 + 0.2, 4, "0.3000"],
    [0.99999, 3, "1.00"],
    [9.99999e-5, 3, "0.000100"],
    [12345.678, 4, "12350"],
    [1500, 4, "1500"],
    [12.5, 4, "12.5"],
    [123456789, 4, "1.235 × 10⁸"],
    [5e-324, 3, "4.94 × 10⁻³²⁴"],
    [Number.NaN, 4, "not a number"],
    [Number.NEGATIVE_INFINITY, 4, "-∞"],
  ])("writes %d with %d digits as %s", (value, digits, text) => {
    expect(formatNumber(value, digits)).toBe(text);
  });

  it("says in TeX and aloud what it writes", () => {
    expect(formatNumberTex(-4.2e-8, 4)).toBe("-4.2 \\cdot 10^{-8}");
    expect(speakNumber(-4.2e-8, 4)).toBe("minus 4.2 times 10 to the minus 8");
    expect(speakNumber(-0.22834843469440924, 4)).toBe("minus 0.2283");
  });
});
