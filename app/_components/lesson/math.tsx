import type { Formula } from "#lib/content/lesson.ts";
import { ScrollRegion } from "./scroll-region.tsx";
import { trustedHtml } from "./trusted-html.ts";

/** A formula in its line. KaTeX's HTML for the eye, its MathML for a screen reader. */
export function InlineMath({ formula }: { readonly formula: Formula }) {
  return <span {...trustedHtml(formula)} />;
}

/** A formula on a line of its own. One that is wider than the page scrolls by itself. */
export function DisplayMath({ id, formula }: { readonly id: string; readonly formula: Formula }) {
  return (
    <div id={id} className="formula-display">
      <ScrollRegion label="Formula">
        <span {...trustedHtml(formula)} />
      </ScrollRegion>
    </div>
  );
}
