import type { Reference } from "#lib/content/lesson.ts";

export function referenceId(key: string): string {
  return `reference-${key}`;
}

/** The bibliography under a lesson. */
export function References({ references }: { readonly references: readonly Reference[] }) {
  if (references.length === 0) return null;
  return (
    <section className="references" aria-labelledby="references">
      <h2 id="references">References</h2>
      <ul>
        {references.map(({ key, text, href }) => (
          <li key={key} id={referenceId(key)}>
            {text} {href === null ? null : <a href={href}>{shortAddress(href)}</a>}
          </li>
        ))}
      </ul>
    </section>
  );
}

/** "https://arxiv.org/abs/1502.01852" reads as "arxiv.org/abs/1502.01852". */
function shortAddress(href: string): string {
  return href.replace(/^https?:\/\/(www\.)?/, "").replace(/\/$/, "");
}
