import type { Formula } from "#lib/content/lesson.ts";

/**
 * HTML gets into a page without being escaped here and nowhere else. It takes a Formula: its HTML was made at publishing or
 * grading by our own typesetter, never by an author or a learner.
 */
export function trustedHtml(formula: Formula): { readonly dangerouslySetInnerHTML: { readonly __html: string } } {
  return { dangerouslySetInnerHTML: { __html: formula.html } };
}

/** The same for MathML that `expression/print-mathml.ts` has printed of a tree, which holds names, numbers and signs alone. */
export function printedMathml(mathml: string): { readonly dangerouslySetInnerHTML: { readonly __html: string } } {
  return { dangerouslySetInnerHTML: { __html: mathml } };
}
