import { expect } from "vitest";
import { type DeepNetwork, plainNetwork } from "#lib/autograd/network/deep-network.ts";
import { type DeepLayer, runDeepNetwork } from "#lib/autograd/network/run-deep-network.ts";

export const networkWith = (change: Partial<DeepNetwork>): DeepNetwork => ({ ...plainNetwork, ...change });

export const layersOf = (change: Partial<DeepNetwork>) => runDeepNetwork(networkWith(change)).layers;

/** By its number, from 1. */
export const layer = (layers: readonly DeepLayer[], number: number) => layers[number - 1] as DeepLayer;

export function expectNear(given: number, expected: number, relative: number): void {
  expect(Math.abs(given - expected), `${given} for ${expected}`).toBeLessThanOrEqual(relative * Math.abs(expected));
}
