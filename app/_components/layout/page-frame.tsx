import type { ReactNode } from "react";
import { type HeaderViewer, SiteHeader } from "./site-header.tsx";

interface PageFrameProps {
  readonly viewer: HeaderViewer;
  readonly path: string;
  readonly children: ReactNode;
}

/** Header, the page's own part, footer. Pages place it themselves, so that the root layout asks for nobody's cookie. */
export function PageFrame({ viewer, path, children }: PageFrameProps) {
  return (
    <>
      <SiteHeader viewer={viewer} path={path} />
      <main id="main" tabIndex={-1}>
        {children}
      </main>
      <footer className="site-footer">
        <div>Every number on these pages, and every verdict, is computed by one reverse-mode engine.</div>
      </footer>
    </>
  );
}
