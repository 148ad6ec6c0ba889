/**
 * Where to go after signing in: the path that was asked for if it lies on this site, otherwise "/". Browsers read `//evil`,
 * `/\evil` and `/<tab>/evil` as other hosts, so the path is read as they do before it is judged.
 */
export function returnPath(asked: string | null | undefined, origin: URL): string {
  if (!asked?.startsWith("/") || !URL.canParse(asked, origin)) return "/";
  const url = new URL(asked, origin);
  const path = url.pathname + url.search + url.hash;
  // `/.//evil` stays on this origin when it is read, and leaves it when it is sent on.
  return url.origin === origin.origin && !path.startsWith("//") ? path : "/";
}
