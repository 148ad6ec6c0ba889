import { describeRuns } from "./median.ts";
import { startMeasured } from "./server.ts";

const warmRuns = 5;

/** From `npm start` to the first whole page, with nothing to install or build: on an empty data folder, then on a used one. */
export async function measureStart(dataDir: string): Promise<readonly string[]> {
  const [first = Number.NaN, ...warm] = await timeStarts(dataDir, 1 + warmRuns);
  return [
    `Start to first page, empty data folder: ${first.toFixed(2)} s`,
    `Start to first page, warm: ${describeRuns(warm, "s")}; aim 3 s`,
  ];
}

async function timeStarts(dataDir: string, runs: number): Promise<readonly number[]> {
  const seconds: number[] = [];
  while (seconds.length < runs) {
    const server = await startMeasured(dataDir);
    seconds.push(server.seconds);
    await server.stop();
  }
  return seconds;
}
