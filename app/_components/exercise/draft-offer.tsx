import type { Draft } from "./use-draft.ts";

/** What was typed at another time and never sent: it is put back if its writer wants it. */
export function DraftOffer({ draft: { offered, restore, forget } }: { readonly draft: Draft }) {
  if (offered === null) return null;
  const when = new Date(offered.savedAt);
  return (
    <div className="draft-offer">
      <p>
        You typed something here on{" "}
        <time dateTime={offered.savedAt}>
          {when.toLocaleString("en-GB", { dateStyle: "long", timeStyle: "short" })}
        </time>{" "}
        and did not send it.
      </p>
      <button type="button" className="link-button" onClick={restore}>
        Put it back
      </button>
      <button type="button" className="link-button" onClick={forget}>
        Leave it
      </button>
    </div>
  );
}
