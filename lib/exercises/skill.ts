/**
 * What a blank practises. The list is fixed, so that progress over several courses can be told in the same words; an author tags
 * blanks with these slugs. In the order in which they are learned.
 */
const skills = [
  ["forward-pass", "Forward pass"],
  ["loss-derivative", "Derivative of the loss"],
  ["local-derivative", "Local derivative"],
  ["chain-rule", "Chain rule"],
  ["weight-gradient", "One weight's gradient"],
  ["bias-gradient", "A bias's gradient"],
  ["several-paths", "Several paths"],
  ["matrix-gradient", "Gradients of matrices"],
  ["whole-network", "Whole network"],
  ["learning-step", "One step of learning"],
  ["saturation", "Saturation"],
  ["depth", "Depth"],
  ["diagnosis", "Diagnosis"],
  ["initialisation", "Initialisation"],
  ["activation-choice", "Choice of activation"],
  ["normalisation", "Normalisation"],
  ["skip-connections", "Skip connections"],
  ["gated-cells", "Gated cells"],
] as const;

export type SkillSlug = (typeof skills)[number][0];

/** In the order in which they are learned. */
export const skillSlugs: readonly SkillSlug[] = skills.map(([slug]) => slug);

const names: ReadonlyMap<string, string> = new Map(skills);

export function isSkill(slug: string): slug is SkillSlug {
  return names.has(slug);
}

/** As a page shows it: "One weight's gradient". */
export function nameOfSkill(slug: SkillSlug): string {
  return names.get(slug) ?? slug;
}
