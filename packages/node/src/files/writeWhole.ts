import { open, rename } from "node:fs/promises";
import path from "node:path";

/** Writes a file so that, after a crash, all of it is there or the one before. It is on the disk when this returns. */
export async function writeWhole(place: string, text: string): Promise<void> {
  const file = await open(`${place}.draft`, "w");
  try {
    await file.writeFile(text);
    await file.sync();
  } finally {
    await file.close();
  }
  await rename(`${place}.draft`, place);
  // The name is a part of the folder.
  const folder = await open(path.dirname(place), "r");
  try {
    await folder.sync();
  } finally {
    await folder.close();
  }
}
