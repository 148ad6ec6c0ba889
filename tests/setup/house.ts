import { startHouse } from "#tests/fixtures/house.ts";

/** One server for all browser tests that need none of their own; workers find it through the environment. */
export default async function setup(): Promise<() => Promise<void>> {
  const house = await startHouse();
  process.env.HOUSE_ORIGIN = house.origin;
  process.env.HOUSE_DATA_DIR = house.dataDir;
  return () => house.remove();
}
