import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";

/** A folder of its own for each test, removed after it. */
export function useFolder(): { cwd: string } {
  const place = { cwd: "" };
  beforeEach(async () => {
    place.cwd = await mkdtemp(path.join(tmpdir(), "sahara-cli-"));
  });
  afterEach(async () => {
    await rm(place.cwd, { recursive: true, force: true });
  });
  return place;
}
