import { createHash } from "node:crypto";
import type { Prisma } from "#lib/db/generated/client.ts";
import type { CompiledExercise } from "./compile-exercise.ts";
import type { Block, LessonHead, SegmentOutline } from "./lesson.ts";

/**
 * Raised whenever the compiler would make another tree from the same source, so that a start with a newer program
 * publishes anew.
 */
export const compilerVersion = 2;

/** SHA-256, in hex, of everything a revision was made from and of what it was made into. */
export function revisionHash(source: string, compiled: object): string {
  return createHash("sha256")
    .update(JSON.stringify([compilerVersion, source, compiled]))
    .digest("hex");
}

/** A checked tree as a JSON column takes it. */
export function store(tree: object): Prisma.InputJsonValue {
  return tree as Prisma.InputJsonValue;
}

// Only this room writes these columns, from trees that were checked then: reading trusts them.
export const readHead = (column: Prisma.JsonValue) => column as unknown as LessonHead;
export const readOutline = (column: Prisma.JsonValue) => column as unknown as SegmentOutline;
export const readBlocks = (column: Prisma.JsonValue) => column as unknown as readonly Block[];
export const readDefinition = (column: Prisma.JsonValue) => column as unknown as CompiledExercise;
