import type { MistakeSlug } from "#lib/checker/mistake.ts";
import {
  type Chance,
  gradientOf,
  inputOf,
  type RandomNetwork,
  type Written,
  writeProduct,
  writeSum,
} from "./random-network.ts";

type Paths = readonly (readonly Written[])[];
type Replace = (factor: Written) => readonly string[] | null;

/** Where a mistake is made: ∂L/∂W of one layer, as a person would write it. */
interface Place {
  readonly network: RandomNetwork;
  readonly asked: number;
  readonly paths: Paths;
  readonly chance: Chance;
}

/** The wrong formula as text; null where the mistake cannot be made. */
type Make = (place: Place) => string | null;

/** At one of the places, or at all of them at once. */
function replaceSome({ paths, chance }: Place, replace: Replace): string | null {
  const places = [
    ...new Set(
      paths
        .flat()
        .filter((factor) => replace(factor) !== null)
        .map(({ text }) => text),
    ),
  ];
  if (places.length === 0) return null;
  const chosen = chance.is(0.3) ? places : [chance.pick(places)];
  return writeSum(
    paths.map((path) =>
      path.flatMap((factor) => {
        const by = chosen.includes(factor.text) ? replace(factor) : null;
        return by === null ? [factor] : by.map((text) => ({ ...factor, text }));
      }),
    ),
  );
}

const slopes =
  (by: (layer: number, activation: string) => readonly string[] | null): Make =>
  (place) =>
    replaceSome(place, ({ is, layer }) => {
      const activation = place.network.layers[layer - 1]?.activation;
      return is === "slope" && activation !== undefined ? by(layer, activation) : null;
    });

const ofRole =
  (role: Written["is"], by: (factor: Written, place: Place) => readonly string[] | null): Make =>
  (place) =>
    replaceSome(place, (factor) => (factor.is === role ? by(factor, place) : null));

const around =
  (write: (right: string, place: Place) => string | null): Make =>
  (place) =>
    write(`(${writeSum(place.paths)})`, place);

/** A layer of the network other than this one. */
function otherLayer({ network, chance }: Place, not: number): number | null {
  const others = network.layers.map(({ number }) => number).filter((number) => number !== not);
  return others.length === 0 ? null : chance.pick(others);
}

const onePath =
  (write: (path: readonly Written[], place: Place) => string | null): Make =>
  (place) =>
    place.paths.length === 1 ? write(place.paths[0] ?? [], place) : null;

/** Made by hand, apart from the checker's own rewrites. */
const makers: Partial<Record<MistakeSlug, Make>> = {
  "missing-input": ofRole("input", () => []),
  "pre-activation-instead-of-activation": ofRole("input", (_, { asked, network }) =>
    asked === 1 || network.layers[asked - 2]?.hasSkip ? null : [`z${asked - 1}`],
  ),
  "missing-activation-slope": slopes(() => []),
  "activation-instead-of-slope": slopes((layer, activation) => [`${activation}(z${layer})`]),
  "slope-at-output": slopes((layer, activation) => [`${activation}'(${activation}(z${layer}))`]),
  "slope-of-other-layer": (place) => {
    const target = place.chance.pick(place.paths.flat().filter(({ is }) => is === "slope"));
    const other = otherLayer(place, target.layer);
    if (other === null) return null;
    const text = `${place.network.layers[other - 1]?.activation}'(z${other})`;
    return replaceSome({ ...place, chance: { ...place.chance, is: () => false } }, (factor) =>
      factor.text === target.text ? [text] : null,
    );
  },
  "missing-loss-derivative": ofRole("error", () => []),
  "loss-instead-of-derivative": ofRole("error", () => ["L"]),
  "loss-factor-two": around((right) => `2*${right}`),
  "loss-factor-half": around((right) => `${right}/2`),
  "error-sign": around((right) => `-${right}`),
  "missing-weight": ofRole("weight", () => []),
  "weight-of-other-layer": (place) => {
    const other = place.chance.pick(place.network.layers).number;
    return replaceSome(place, ({ is, layer }) => (is === "weight" && layer !== other ? [`W${other}`] : null));
  },
  "extra-weight": around((right, { network, chance }) => `${right}*W${chance.pick(network.layers).number}`),
  "activation-of-other-layer": (place) => {
    const other = otherLayer(place, place.asked);
    return other === null ? null : ofRole("input", () => [inputOf(other)])(place);
  },
  "chain-cut-short": onePath((path, { chance }) => {
    if (path.length < 4) return null;
    const from = chance.whole(0, path.length - 3);
    const to = chance.whole(from + 2, path.length - 1);
    return writeProduct(path.toSpliced(from, to - from));
  }),
  "chain-too-long": around((right, { asked, network }) => {
    const before = network.layers[asked - 2];
    return before === undefined || before.hasSkip ? null : `${right}*${before.activation}'(z${before.number})`;
  }),
  "factors-added": onePath((path) => path.map(({ text }) => text).join(" + ")),
  "paths-multiplied": ({ paths }) => (paths.length < 2 ? null : paths.map(writeProduct).join("*")),
  "skip-path-dropped": ({ paths }) => (paths.length === 2 ? writeSum(paths.slice(0, 1)) : null),
  "main-path-dropped": ({ paths }) => (paths.length === 2 ? writeSum(paths.slice(1)) : null),
  "learning-rate-included": around((right, { chance }) => `${chance.is(0.5) ? "-" : ""}eta*${right}`),
  "update-instead-of-gradient": around((right, { asked }) => `W${asked} - eta*${right}`),
  "updated-weight-used": ofRole("weight", ({ layer }) => [`(W${layer} - eta*dL/dW${layer})`]),
  "target-instead-of-output": (place) => {
    const last = place.network.layers.length;
    if (place.network.layers[last - 1]?.hasSkip) return null;
    const byTarget: Readonly<Record<string, readonly string[]>> = { sigmoid: ["t", "(1-t)"], tanh: ["(1-t^2)"] };
    return slopes((layer, activation) => (layer === last ? (byTarget[activation] ?? null) : null))(place);
  },
  "gradient-of-other-weight": (place) => {
    const other = otherLayer(place, place.asked);
    return other === null ? null : `dL/dW${other}`;
  },
  "gradient-of-activation": ({ network, chance }) =>
    `dL/d${chance.pick(["y", "z"])}${chance.pick(network.layers).number}`,
  "slope-squared": slopes((layer, activation) => [`${activation}'(z${layer})^2`]),
  "tanh-slope-for-sigmoid": slopes((layer, activation) =>
    activation === "sigmoid" ? [`(1 - sigmoid(z${layer})^2)`] : null,
  ),
  "sigmoid-slope-for-tanh": slopes((layer, activation) =>
    activation === "tanh" ? [`tanh(z${layer})`, `(1 - tanh(z${layer}))`] : null,
  ),
  "relu-slope-inverted": slopes((layer, activation) => (activation === "relu" ? [`(1 - relu'(z${layer}))`] : null)),
  "value-of-forward-pass": ({ network, chance }) => `${chance.pick(["y", "z"])}${chance.pick(network.layers).number}`,
  "reciprocal-derivative": (place) => replaceSome(place, ({ is, text }) => (is === "error" ? null : [`(1/${text})`])),
};

export const madeByHand = Object.keys(makers) as readonly MistakeSlug[];

/** A wrong ∂L/∂W of a random layer with this mistake at a random place; null where it cannot be made there. */
export function makeMistake(
  slug: MistakeSlug,
  network: RandomNetwork,
  chance: Chance,
): { readonly ask: string; readonly answer: string } | null {
  const asked = chance.pick(network.layers).number;
  const answer = makers[slug]?.({ network, asked, paths: gradientOf(network, asked), chance }) ?? null;
  return answer === null ? null : { ask: `dL/dW${asked}`, answer };
}
