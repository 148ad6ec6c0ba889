import { measureChains } from "./engine/chains.ts";
import { measureCourseNetwork } from "./engine/course-network.ts";
import { measureMemory } from "./engine/memory.ts";
import { measureTraining } from "./engine/training.ts";

/** The engine beside loops written by hand for one network each, and with `--alternatives` beside other programs. */
export async function measureEngine(dataDir: string): Promise<readonly string[]> {
  return [
    ...(await measureCourseNetwork(dataDir)),
    ...measureChains(),
    ...(await measureTraining(dataDir)),
    ...measureMemory(),
  ];
}
