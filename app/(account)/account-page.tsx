import type { ReactNode } from "react";
import { PageFrame } from "../_components/layout/page-frame.tsx";
import { pathOfOurs } from "../_server/leave.ts";
import { currentViewer, headerViewer } from "../_server/viewer.ts";

export interface AccountParams {
  readonly searchParams: Promise<Readonly<Record<string, string | string[] | undefined>>>;
}

interface AccountPageProps extends AccountParams {
  readonly path: "/signin" | "/signup";
  readonly title: string;
  /** The other of the two. */
  readonly other: { readonly path: string; readonly label: string };
  /** The form, given the path to go back to. */
  readonly children: (to: string) => ReactNode;
}

/** The frame of signing in and signing up: says what happens to a guest's work, and where one goes afterwards. */
export async function AccountPage({ path, title, other, searchParams, children }: AccountPageProps) {
  const [viewer, { to: asked }] = await Promise.all([currentViewer(), searchParams]);
  const to = pathOfOurs(asked);
  if (viewer.kind === "user")
    return (
      <PageFrame viewer={headerViewer(viewer)} path={path}>
        <div className="column">
          <h1 className="page-title">You are signed in</h1>
          <p className="mt-6">
            As {viewer.email}. To go on as somebody else, sign out first.{" "}
            <a href={to}>{to === "/" ? "Go to the contents" : "Go on where you were"}</a>
          </p>
        </div>
      </PageFrame>
    );
  return (
    <PageFrame viewer={headerViewer(viewer)} path={path}>
      <div className="column">
        <h1 className="page-title">{title}</h1>
        {viewer.kind === "guest" ? (
          <p className="mt-4">What you have solved as a guest moves into the account.</p>
        ) : null}
        {to.startsWith("/lessons/") ? (
          <p className="mt-4">
            Afterwards you are back at the {to.includes("#") ? "section" : "lesson"} you came from.
          </p>
        ) : null}
        {children(to)}
        <p className="sans mt-6 text-small">
          Or: <a href={`${other.path}?to=${encodeURIComponent(to)}`}>{other.label}</a>
        </p>
      </div>
    </PageFrame>
  );
}
