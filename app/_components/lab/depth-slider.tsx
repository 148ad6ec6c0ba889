"use client";

import { useState } from "react";
import { formatNumber } from "#lib/model/figure.ts";
import { inOrder } from "../in-order.ts";
import { chain, chainGradients } from "./chain-gradients.ts";
import { chainSentence } from "./chain-sentence.ts";
import { GradientChart } from "./gradient-chart.tsx";

/**
 * The signature figure: how the gradient of each layer shrinks as a chain grows deeper. A form that asks for the page with
 * another depth; with scripts the figure is worked out here, by the same engine, while the slider moves.
 */
export function DepthSlider({ initialDepth }: { readonly initialDepth: number }) {
  const [depth, setDepth] = useState(initialDepth);
  const gradients = chainGradients(depth);
  const sentence = chainSentence(gradients);
  return (
    <figure className="depth-figure">
      <figcaption>
        <p className="depth-finding" aria-live="polite">
          {sentence}
        </p>
        <p className="depth-subject">
          Size of ∂L/∂W in each layer of a chain of sigmoid neurons, every weight {chain.weight}, on a logarithmic axis.
        </p>
      </figcaption>
      <GradientChart gradients={gradients} summary={sentence} />
      <form action="/" method="get" className="depth-form">
        <label htmlFor="depth">Depth</label>
        <input
          id="depth"
          name="depth"
          type="range"
          min={chain.shallowest}
          max={chain.deepest}
          defaultValue={initialDepth}
          aria-valuetext={`${depth} layers`}
          onInput={(event) => setDepth(Number(event.currentTarget.value))}
        />
        <output htmlFor="depth">{depth} layers</output>
        <button type="submit" className="button button-quiet needs-no-scripts">
          Draw
        </button>
      </form>
      <details>
        <summary>The same as a table</summary>
        <table className="data-table">
          <thead>
            <tr>
              <th scope="col">Layer</th>
              <th scope="col">Size of ∂L/∂W</th>
            </tr>
          </thead>
          <tbody>
            {inOrder(gradients).map(({ key, place, part }) => (
              <tr key={key}>
                <th scope="row">{place + 1}</th>
                <td>{formatNumber(Math.abs(part), 2)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </details>
    </figure>
  );
}
