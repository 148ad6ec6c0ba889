import type { Formula } from "#lib/content/lesson.ts";

/**
 * The one way HTML gets into a page without being escaped. It takes a Formula and nothing else: its HTML was made at
 * publishing or grading by our own typesetter, never by an author or a learner.
 */
export function trustedHtml(formula: Formula): { readonly dangerouslySetInnerHTML: { readonly __html: string } } {
  return { dangerouslySetInnerHTML: { __html: formula.html } };
}
