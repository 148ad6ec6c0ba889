import localFont from "next/font/local";

/*
 * Two faces are preloaded, since every page sets its first line in them. The italic and the Greek letters come when a page
 * holds some. They declare the family of the first face, so that the browser picks the face and never slants one itself.
 * Paths and options must be literals: Next reads them at build time.
 */

const sourceSerif = localFont({
  src: "../node_modules/@fontsource-variable/source-serif-4/files/source-serif-4-latin-wght-normal.woff2",
  weight: "200 900",
  style: "normal",
  variable: "--font-serif",
  adjustFontFallback: "Times New Roman",
  display: "swap",
  declarations: [{ prop: "font-family", value: "sourceSerif" }],
});

const sourceSerifItalic = localFont({
  src: "../node_modules/@fontsource-variable/source-serif-4/files/source-serif-4-latin-wght-italic.woff2",
  weight: "200 900",
  style: "italic",
  variable: "--font-serif-italic",
  adjustFontFallback: false,
  display: "swap",
  preload: false,
  declarations: [{ prop: "font-family", value: "sourceSerif" }],
});

const inter = localFont({
  src: "../node_modules/@fontsource-variable/inter/files/inter-latin-wght-normal.woff2",
  weight: "100 900",
  style: "normal",
  variable: "--font-sans",
  display: "swap",
  declarations: [{ prop: "font-family", value: "inter" }],
});

const interGreek = localFont({
  src: "../node_modules/@fontsource-variable/inter/files/inter-greek-wght-normal.woff2",
  weight: "100 900",
  style: "normal",
  variable: "--font-sans-greek",
  adjustFontFallback: false,
  display: "swap",
  preload: false,
  declarations: [
    { prop: "font-family", value: "inter" },
    { prop: "unicode-range", value: "U+0370-03FF" },
  ],
});

/** The class that defines `--font-serif` and `--font-sans` of tokens.css. */
export const fontVariables = [sourceSerif, sourceSerifItalic, inter, interGreek].map((face) => face.variable).join(" ");
