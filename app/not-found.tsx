import type { Metadata } from "next";
import { PageFrame } from "./_components/layout/page-frame.tsx";

export const metadata: Metadata = { title: "No such page" };

export default function NotFound() {
  return (
    <PageFrame viewer={{ kind: "visitor" }} path="/404">
      <div className="column">
        <h1 className="page-title">There is no such page</h1>
        <p className="mt-6">
          Nothing stands at this address: it may be mistyped, or a lesson may have been taken offline. Whatever you have
          solved is kept.
        </p>
        <p className="mt-6">
          <a className="button" href="/">
            Go to the contents
          </a>
        </p>
      </div>
    </PageFrame>
  );
}
