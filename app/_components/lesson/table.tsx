import type { Block } from "#lib/content/lesson.ts";
import { inOrder } from "../in-order.ts";
import { Inlines } from "./inlines.tsx";
import { ScrollRegion } from "./scroll-region.tsx";

type Table = Extract<Block, { kind: "table" }>;
type Alignment = Table["align"][number];

/** A table of an author's. */
export function DataTable({ table }: { readonly table: Table }) {
  return (
    <div id={table.id}>
      <ScrollRegion label="Table">
        <table className="data-table">
          <thead>
            <tr>
              {inOrder(table.head).map(({ key, place, part }) => (
                <th key={key} scope="col" className={alignClass(table.align[place])}>
                  <Inlines inlines={part} />
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {inOrder(table.rows).map((row) => (
              <tr key={row.key}>
                {inOrder(row.part).map(({ key, place, part }) => (
                  <td key={key} className={alignClass(table.align[place])}>
                    <Inlines inlines={part} />
                  </td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </ScrollRegion>
    </div>
  );
}

function alignClass(alignment: Alignment | undefined): string | undefined {
  if (alignment === "right") return "text-right";
  if (alignment === "center") return "text-center";
  return undefined;
}
