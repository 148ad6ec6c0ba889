import type { ReactNode } from "react";
import { ThemeSwitch } from "./theme-switch.tsx";

/** Who the header speaks to: nobody with an account, or a name with a way out. */
export type HeaderViewer =
  | { readonly kind: "visitor" }
  | { readonly kind: "guest" }
  | { readonly kind: "user"; readonly name: string };

interface SiteHeaderProps {
  readonly viewer: HeaderViewer;
  /** Path of the page it stands on. */
  readonly path: string;
}

/**
 * The same on every page but for its end. Links are plain ones, so that each page is a document of its own: a session may
 * begin in the middle of a visit, and a router's memory would go on showing what a visitor saw.
 */
export function SiteHeader({ viewer, path }: SiteHeaderProps) {
  return (
    <header className="site-header">
      <div>
        <a className="wordmark" href="/" aria-current={path === "/" ? "page" : undefined}>
          Chainrule
        </a>
        <nav aria-label="Site">
          <ul>
            <HeaderLink href="/progress" path={path}>
              Progress
            </HeaderLink>
            <HeaderLink href="/levels" path={path}>
              Levels
            </HeaderLink>
            {viewer.kind === "user" ? (
              <>
                <li className="who" title={viewer.name}>
                  <a href="/account" aria-current={path === "/account" ? "page" : undefined}>
                    {viewer.name}
                  </a>
                </li>
                <li>
                  <form action="/signout" method="post">
                    <input type="hidden" name="to" value={path} />
                    <button type="submit" className="cursor-pointer">
                      Sign out
                    </button>
                  </form>
                </li>
              </>
            ) : (
              <HeaderLink href={signInAddress(path)} path={path}>
                Sign in
              </HeaderLink>
            )}
            <li>
              <ThemeSwitch />
            </li>
          </ul>
        </nav>
      </div>
    </header>
  );
}

function HeaderLink({ href, path, children }: { href: string; path: string; children: ReactNode }) {
  return (
    <li>
      <a href={href} aria-current={href.split("?")[0] === path ? "page" : undefined}>
        {children}
      </a>
    </li>
  );
}

/** Signing in comes back to where it began; from the account pages themselves it leads home. */
function signInAddress(path: string): string {
  const comesBack = /^\/(?:lessons|exercises|submissions)\/|^\/(?:progress|review|levels|submissions|certificate)$/;
  return comesBack.test(path) ? `/signin?to=${encodeURIComponent(path)}` : "/signin";
}
