import type { ReactNode } from "react";
import type { Block } from "#lib/content/lesson.ts";
import { inOrder } from "../in-order.ts";
import { Inlines } from "./inlines.tsx";
import { DisplayMath, InlineMath } from "./math.tsx";
import { Network } from "./network.tsx";
import { Note } from "./note.tsx";
import { ScrollRegion } from "./scroll-region.tsx";
import { Steps } from "./steps.tsx";
import { DataTable } from "./table.tsx";

interface BlocksProps {
  readonly blocks: readonly Block[];
  /** The sheet of an exercise that stands among the blocks. */
  readonly exercise: (slug: string) => ReactNode;
}

/** A checked tree of blocks as the page shows it: each kind has its part, and a kind without one does not compile. */
export function Blocks({ blocks, exercise }: BlocksProps) {
  return blocks.map((block) => <BlockPart key={block.id} block={block} exercise={exercise} />);
}

function BlockPart({ block, exercise }: { readonly block: Block; readonly exercise: BlocksProps["exercise"] }) {
  switch (block.kind) {
    case "heading":
      return <Heading block={block} />;
    case "paragraph":
      return (
        <p id={block.id}>
          <Inlines inlines={block.inlines} />
        </p>
      );
    case "list":
      return <List block={block} exercise={exercise} />;
    case "quote":
      return (
        <blockquote id={block.id}>
          <Blocks blocks={block.blocks} exercise={exercise} />
        </blockquote>
      );
    case "code":
      return (
        <div id={block.id} className="listing">
          <ScrollRegion label={block.language === null ? "Listing" : `Listing in ${block.language}`}>
            <pre>
              <code>{block.text}</code>
            </pre>
          </ScrollRegion>
        </div>
      );
    case "math":
      return <DisplayMath id={block.id} formula={block.formula} />;
    case "table":
      return <DataTable table={block} />;
    case "model":
      return <Model block={block} />;
    case "steps":
      return <Steps id={block.id} title={block.title} steps={block.steps} />;
    case "network":
      return <Network id={block.id} view={block.view} />;
    case "exercise":
      return exercise(block.slug);
    case "note":
      return (
        <Note id={block.id} title={block.title}>
          <Blocks blocks={block.blocks} exercise={exercise} />
        </Note>
      );
    case "rule":
      return <hr id={block.id} />;
  }
}

type Of<Kind extends Block["kind"]> = Extract<Block, { kind: Kind }>;

function Heading({ block }: { readonly block: Of<"heading"> }) {
  const Level = block.depth === 2 ? "h2" : "h3";
  return (
    <Level id={block.id}>
      <span className="heading-number">{block.number}</span> <Inlines inlines={block.inlines} />
    </Level>
  );
}

function List({ block, exercise }: { readonly block: Of<"list">; readonly exercise: BlocksProps["exercise"] }) {
  const Kind = block.ordered ? "ol" : "ul";
  return (
    <Kind id={block.id}>
      {inOrder(block.items).map(({ key, part }) => (
        <li key={key}>
          <Blocks blocks={part} exercise={exercise} />
        </li>
      ))}
    </Kind>
  );
}

/** The network as its author declared it, a numbered line each, as in a program. */
function Model({ block }: { readonly block: Of<"model"> }) {
  return (
    <div id={block.id} className="listing">
      <ScrollRegion label={`The network ${block.name}, line by line`}>
        <ol className="model-lines">
          {inOrder(block.lines).map(({ key, part }) => (
            <li key={key}>
              <InlineMath formula={part} />
            </li>
          ))}
        </ol>
      </ScrollRegion>
    </div>
  );
}
