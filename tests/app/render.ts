import type { ReactNode } from "react";
import { renderToStaticMarkup } from "react-dom/server";
import { type PageElement, readHtml } from "./read-html.ts";

/** A part of a page as a browser without scripts gets it. */
export function render(part: ReactNode): PageElement {
  return readHtml(renderToStaticMarkup(part));
}
