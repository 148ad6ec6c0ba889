import { type ChangeEvent, useState } from "react";
import type { FieldProps } from "./blank-row.tsx";

/**
 * Things to be put in order: each says its place, so that it works by keyboard, by ear and without scripts. With scripts an item
 * that is given a place moves there, and the others make room.
 */
export function OrderField({ id, blank, words, typed, describedBy, onEdit }: FieldProps) {
  const [order, setOrder] = useState(() => placesIn(typed, blank.options));
  // Before anything is moved there is no order: an untouched question is left empty, as any other.
  const [hasOrder, setHasOrder] = useState(typed !== "");
  const places = Array.from({ length: order.length }, (_, place) => place + 1);

  function move(event: ChangeEvent<HTMLSelectElement>, option: string) {
    const others = order.filter((each) => each !== option);
    setHasOrder(true);
    setOrder(others.toSpliced(Number(event.currentTarget.value.split(":")[0]) - 1, 0, option));
    onEdit();
  }

  return (
    <ol className="ordering" aria-describedby={describedBy}>
      {order.map((option, index) => {
        const itemId = `${id}-${option}`;
        return (
          <li key={option}>
            <select
              name={`texts.${blank.id}`}
              value={hasOrder ? `${index + 1}:${option}` : ""}
              aria-labelledby={`${itemId}-place ${itemId}`}
              onChange={(event) => move(event, option)}
            >
              {hasOrder ? null : <option value="">–</option>}
              {places.map((place) => (
                <option key={place} value={`${place}:${option}`}>
                  {place}
                </option>
              ))}
            </select>
            <span id={`${itemId}-place`} hidden>
              Place of
            </span>
            <div id={itemId}>{words.options[option]}</div>
          </li>
        );
      })}
    </ol>
  );
}

/** The items in the order that was sent, else as they come. */
function placesIn(typed: string, options: FieldProps["blank"]["options"]): readonly string[] {
  const sent = typed.split(/\s+/).flatMap((part) => {
    const [place, id] = part.split(":");
    return id === undefined ? [] : [{ place: Number(place), id }];
  });
  const placeOf = (id: string) => sent.find((each) => each.id === id)?.place ?? 0;
  return options.map(({ id }) => id).toSorted((a, b) => placeOf(a) - placeOf(b));
}
