import type { Metadata, Viewport } from "next";
import type { ReactNode } from "react";
import { ThemeScript } from "./_components/layout/theme-script.tsx";
import { fontVariables } from "./fonts.ts";
import "./globals.css";

export const metadata: Metadata = {
  title: { default: "Chainrule", template: "%s · Chainrule" },
  description: "Courses in which you do the calculus yourself, and every line of it is checked.",
  formatDetection: { telephone: false, email: false, address: false },
};

export const viewport: Viewport = {
  colorScheme: "light dark",
};

/** Reads no cookie and no header, so that a page below it can be rendered once for everybody. */
export default function RootLayout({ children }: { readonly children: ReactNode }) {
  return (
    <html lang="en-GB" className={fontVariables} suppressHydrationWarning>
      <head>
        <ThemeScript />
      </head>
      <body>
        <a className="skip-link" href="#main">
          Skip to the text
        </a>
        {children}
      </body>
    </html>
  );
}
