import { mkdir } from "node:fs/promises";
import path from "node:path";

import { expect } from "chai";

import { refusal } from "../../test/refusal.ts";
import { useFolder } from "../../test/useFolder.ts";
import { FileError } from "../errors.ts";
import { readText } from "./readText.ts";
import { writeText } from "./writeText.ts";

describe("readText and writeText", () => {
  const io = useFolder();

  it("default: reads what was written, from the folder in which the command was typed", async () => {
    await writeText(io, "note.txt", "Sahara: ночь\n");

    expect(await readText(io, "note.txt")).to.equal("Sahara: ночь\n");
    expect(await readText({ cwd: "/" }, path.join(io.cwd, "note.txt"))).to.equal("Sahara: ночь\n");
  });

  it("behavior: writing replaces what was there", async () => {
    await writeText(io, "note.txt", "a longer text");
    await writeText(io, "note.txt", "short");

    expect(await readText(io, "note.txt")).to.equal("short");
  });

  it("error: names a file that can't be read", async () => {
    await mkdir(path.join(io.cwd, "folder"));

    for (const file of ["missing.txt", "folder"]) {
      const message = `${file}: the file can't be read. Check the path.`;
      expect(await refusal(readText(io, file), FileError)).to.equal(message);
    }
  });

  it("error: names a file that can't be written", async () => {
    const message = "no/such/folder.txt: the file can't be written. Check the folder.";

    expect(await refusal(writeText(io, "no/such/folder.txt", ""), FileError)).to.equal(message);
  });
});
