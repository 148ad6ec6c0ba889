import { Fragment, type ReactNode } from "react";
import type { Inline } from "#lib/content/lesson.ts";
import { inOrder } from "../in-order.ts";
import { shownNumber } from "../shown-number.ts";
import { InlineMath } from "./math.tsx";
import { referenceId } from "./references.tsx";

/** Running text. */
export function Inlines({ inlines }: { readonly inlines: readonly Inline[] }) {
  return inOrder(inlines).map(({ key, part }) => <Fragment key={key}>{drawInline(part)}</Fragment>);
}

function drawInline(inline: Inline): ReactNode {
  switch (inline.kind) {
    case "text":
      return inline.text;
    case "emphasis":
      return (
        <em>
          <Inlines inlines={inline.inlines} />
        </em>
      );
    case "strong":
      return (
        <strong>
          <Inlines inlines={inline.inlines} />
        </strong>
      );
    case "code":
      return <code>{inline.text}</code>;
    case "link":
      return (
        <a href={inline.href}>
          <Inlines inlines={inline.inlines} />
        </a>
      );
    case "math":
      return <InlineMath formula={inline.formula} />;
    case "value":
      return (
        <data
          className={`value ${layerClass(inline.layer)}`}
          value={inline.value}
          title={`${inline.of} = ${inline.text}`}
        >
          {shownNumber(inline.text)}
        </data>
      );
    case "cite":
      return <a href={`#${referenceId(inline.key)}`}>{inline.label}</a>;
    case "break":
      return <br />;
  }
}

/** The class that carries a layer's colour; none for what belongs to no layer. */
export function layerClass(layer: number | null): string {
  return layer === null || layer < 1 ? "" : `layer-${layer}`;
}
