/** A colour in OKLCH as CSS writes it: lightness 0–1, chroma, hue in degrees, opacity 0–1. */
export interface Colour {
  readonly lightness: number;
  readonly chroma: number;
  readonly hue: number;
  readonly alpha: number;
}

export type Triple = readonly [number, number, number];

type Matrix = readonly [Triple, Triple, Triple];

/** `oklch(50% 0.13 250)`, with `/ 14%` behind it or not. */
export function parseOklch(text: string): Colour {
  const match = /^oklch\(([\d.]+)% ([\d.]+) ([\d.]+)(?: \/ ([\d.]+)%)?\)$/.exec(text.trim());
  if (match === null) throw new Error(`not a colour of ours: ${text}`);
  const [lightness = 0, chroma = 0, hue = 0, alpha = 100] = match
    .slice(1)
    .flatMap((part) => (part ? [Number(part)] : []));
  return { lightness: lightness / 100, chroma, hue, alpha: alpha / 100 };
}

/** `color-mix(in oklch, from share, to)`: the hue goes the shorter way round (CSS Color 5, 3). */
export function mix(from: Colour, to: Colour, share: number): Colour {
  const blend = (a: number, b: number) => a * share + b * (1 - share);
  const turn = ((((to.hue - from.hue) % 360) + 540) % 360) - 180;
  return {
    lightness: blend(from.lightness, to.lightness),
    chroma: blend(from.chroma, to.chroma),
    hue: (from.hue + turn * (1 - share) + 360) % 360,
    alpha: blend(from.alpha, to.alpha),
  };
}

function apply(matrix: Matrix, [x, y, z]: Triple): Triple {
  const row = ([a, b, c]: Triple) => a * x + b * y + c * z;
  return [row(matrix[0]), row(matrix[1]), row(matrix[2])];
}

const map = (triple: Triple, change: (part: number) => number): Triple => [
  change(triple[0]),
  change(triple[1]),
  change(triple[2]),
];

// Björn Ottosson, "A perceptual color space for image processing", 2020: OKLab to LMS′, LMS to linear sRGB, and back.
const labToCone: Matrix = [
  [1, 0.3963377774, 0.2158037573],
  [1, -0.1055613458, -0.0638541728],
  [1, -0.0894841775, -1.291485548],
];
const coneToRgb: Matrix = [
  [4.0767416621, -3.3077115913, 0.2309699292],
  [-1.2684380046, 2.6097574011, -0.3413193965],
  [-0.0041960863, -0.7034186147, 1.707614701],
];
const rgbToCone: Matrix = [
  [0.4122214708, 0.5363325363, 0.0514459929],
  [0.2119034982, 0.6806995451, 0.1073969566],
  [0.0883024619, 0.2817188376, 0.6299787005],
];
const coneToLab: Matrix = [
  [0.2104542553, 0.793617785, -0.0040720468],
  [1.9779984951, -2.428592205, 0.4505937099],
  [0.0259040371, 0.7827717662, -0.808675766],
];

/** Linear-light sRGB, each 0–1 for a colour that sRGB can show. */
export function linearRgb({ lightness, chroma, hue }: Colour): Triple {
  const angle = (hue * Math.PI) / 180;
  const lab: Triple = [lightness, chroma * Math.cos(angle), chroma * Math.sin(angle)];
  return apply(
    coneToRgb,
    map(apply(labToCone, lab), (part) => part ** 3),
  );
}

export function oklab(rgb: Triple): Triple {
  return apply(coneToLab, map(apply(rgbToCone, rgb), Math.cbrt));
}

const clamp = (part: number) => Math.min(1, Math.max(0, part));

/** 1 to 21 (WCAG 2.2, "contrast ratio"), between two opaque colours. */
export function contrast(one: Colour, other: Colour): number {
  const [darker = 0, lighter = 0] = [one, other]
    .map((colour) => {
      const [red, green, blue] = map(linearRgb(colour), clamp);
      return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
    })
    .sort((a, b) => a - b);
  return (lighter + 0.05) / (darker + 0.05);
}

/**
 * How linear sRGB looks to whoever lacks one kind of cone: Machado, Oliveira & Fernandes, "A Physiologically-based Model for
 * Simulation of Color Vision Deficiency", IEEE TVCG 15(6), 2009, severity 1.0.
 */
const lacking = {
  protanopia: [
    [0.152286, 1.052583, -0.204868],
    [0.114503, 0.786281, 0.099216],
    [-0.003882, -0.048116, 1.051998],
  ],
  deuteranopia: [
    [0.367322, 0.860646, -0.227968],
    [0.280085, 0.672501, 0.047413],
    [-0.01182, 0.04294, 0.968881],
  ],
  tritanopia: [
    [1.255528, -0.076749, -0.178779],
    [-0.078411, 0.930809, 0.147602],
    [0.004733, 0.691367, 0.3039],
  ],
} as const satisfies Readonly<Record<string, Matrix>>;

export type Sight = keyof typeof lacking | "all three cones";

/** Euclidean distance in OKLab between two colours as this eye sees them; about 0.02 can just be told apart. */
export function distance(one: Colour, other: Colour, sight: Sight): number {
  const seen = (colour: Colour): Triple => {
    const rgb = map(linearRgb(colour), clamp);
    return oklab(sight === "all three cones" ? rgb : map(apply(lacking[sight], rgb), clamp));
  };
  const [a, b] = [seen(one), seen(other)];
  return Math.hypot(a[0] - b[0], a[1] - b[1], a[2] - b[2]);
}
