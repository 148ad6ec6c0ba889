/**
 * Parts that have no id and never change their order, such as the inlines of a paragraph or the bars of a chart: their place
 * names them for React.
 */
export function inOrder<Part>(
  parts: readonly Part[],
): readonly { readonly key: string; readonly place: number; readonly part: Part }[] {
  return parts.map((part, place) => ({ key: `at-${place}`, place, part }));
}
