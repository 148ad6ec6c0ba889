import { type NetworkRun, numberFormats } from "#lib/autograd/network/run-deep-network.ts";
import type { NumberFormat } from "#lib/autograd/number-format.ts";
import type { DesignGoal } from "#lib/exercises/blank.ts";
import type { DesignFinding } from "./design-wording.ts";

/** How far one run is from a goal. */
export interface Shortfall {
  readonly isReached: boolean;
  /** In powers of ten, of both parts together; 0 where the goal is reached. */
  readonly decades: number;
  /** About the first layer's gradient, then about the largest; the second is absent where the goal has no bound and nothing overflowed. */
  readonly findings: readonly DesignFinding[];
}

export function shortfallOf({ layers }: NetworkRun, goal: DesignGoal, format: NumberFormat["name"]): Shortfall {
  // Sizes of 0 and ∞ have no logarithm: they count as the ends of the format.
  const { leastPositive, greatest } = numberFormats[format];
  const bound = Math.min(goal.largestAtMost ?? greatest, greatest);
  const first = layers[0]?.perWeight ?? 0;
  const largest = Math.max(...layers.map(({ perWeight }) => perWeight));

  const findings: DesignFinding[] = [];
  let decades = 0;
  if (first < goal.firstAtLeast) {
    decades += Math.log10(goal.firstAtLeast) - Math.log10(Math.max(first, leastPositive));
    findings.push({ code: "gradient-fades", fading: fadingOf(layers, goal, format), goal: goal.firstAtLeast });
  } else if (first < Number.POSITIVE_INFINITY) findings.push({ code: "first-learns" });

  if (largest > bound) {
    decades += Math.log10(Math.min(largest, greatest)) - Math.log10(bound);
    findings.push(explosionOf(layers, bound));
  } else if (goal.largestAtMost !== null) findings.push({ code: "gradients-bounded" });
  return { isReached: first >= goal.firstAtLeast && largest <= bound, decades, findings };
}

type Layers = NetworkRun["layers"];

function fadingOf(layers: Layers, goal: DesignGoal, format: NumberFormat["name"]) {
  const countFromFirst = (holds: (size: number) => boolean) => {
    const end = layers.findIndex(({ perWeight }) => !holds(perWeight));
    return end === -1 ? layers.length : end;
  };
  const zeros = countFromFirst((size) => size === 0);
  return {
    depth: layers.length,
    belowFrom: countFromFirst((size) => size < goal.firstAtLeast),
    zeroFrom: zeros === 0 ? null : zeros,
    tooSmallFor: layers[0]?.isUnderflow === true ? format : null,
  };
}

function explosionOf(layers: Layers, bound: number): DesignFinding {
  const values = layers.find(({ meanActivation }) => !Number.isFinite(meanActivation));
  if (values !== undefined) return { code: "values-overflow", layer: values.layer };
  const exceeding = layers.findLast(({ perWeight }) => perWeight > bound);
  const layer = exceeding?.layer ?? layers.length;
  return exceeding?.perWeight === Number.POSITIVE_INFINITY
    ? { code: "gradient-overflows", layer }
    : { code: "gradient-explodes", layer, depth: layers.length, bound };
}
