"use client";

import { PageFrame } from "./_components/layout/page-frame.tsx";

/** Something of ours broke while this page was made. The message of the error stays in the log. */
export default function PageError({ retry }: { readonly retry: () => void }) {
  return (
    <PageFrame viewer={{ kind: "visitor" }} path="/error">
      <div className="column">
        <h1 className="page-title">This page could not be made</h1>
        <p className="mt-6">
          Something broke on our side, and it is in the site's log. Answers that were checked before are kept; if you
          had just sent one, load the page to see whether it arrived, and send it again if not. Sending it twice does no
          harm.
        </p>
        <p className="mt-6 flex flex-wrap items-center gap-6">
          <button type="button" className="button" onClick={retry}>
            Try again
          </button>
          <a href="/">Go to the contents</a>
        </p>
      </div>
    </PageFrame>
  );
}
