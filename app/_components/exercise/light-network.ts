/**
 * Marks what of a drawn network lies on a path: neurons by their name, edges by the weight on them or by both their ends. The
 * diagram comes from the server and is no part of the form, so it is marked where it stands.
 */
export function lightNetwork(sheet: Element | null, path: readonly string[]): void {
  const figure = sheet?.querySelector(".network-diagram svg");
  if (figure == null) return;
  const passed = new Set(path);
  figure.toggleAttribute("data-lit", passed.size > 0);
  for (const part of figure.querySelectorAll<SVGGElement>("[data-quantity], [data-from]")) {
    const { quantity, weight, from, to } = part.dataset;
    const isEdge = from !== undefined && to !== undefined;
    const isOn = isEdge
      ? (weight !== undefined && passed.has(weight)) || (passed.has(from) && passed.has(to))
      : quantity !== undefined && passed.has(quantity);
    part.toggleAttribute("data-on-path", isOn);
  }
}
