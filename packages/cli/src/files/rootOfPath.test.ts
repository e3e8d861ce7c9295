import { mkdir, symlink } from "node:fs/promises";
import path from "node:path";

import { contentRoot } from "@sahara/storage";
import { expect } from "chai";

import { refusal } from "../../test/refusal.ts";
import { useFolder } from "../../test/useFolder.ts";
import { FileError } from "../errors.ts";
import type { Progress } from "../output/createProgress.ts";
import { rootOfPath } from "./rootOfPath.ts";
import { writeText } from "./writeText.ts";

const utf8 = (text: string) => new TextEncoder().encode(text);

describe("rootOfPath", () => {
  const io = useFolder();
  let said: string[];

  /** A progress that remembers, as the command line's shows. */
  const progress: Progress = {
    update: (text) => void said.push(text),
    clear: () => void said.push("cleared"),
  };
  const rootOf = async (file: string) =>
    await rootOfPath({ io: { ...unusedIo, ...io }, progress }, file);

  beforeEach(async () => {
    said = [];
    await mkdir(path.join(io.cwd, "mail", "spam"), { recursive: true });
    await writeText(io, "mail/1.txt", "hello");
    await writeText(io, "mail/spam/2.txt", "buy now");
  });

  it("default: commits to a file's bytes", async () => {
    expect(await rootOf("mail/1.txt")).to.deep.equal(await contentRoot(utf8("hello")));
  });

  it("default: commits to a folder by the paths within it", async () => {
    const files = [
      { path: "1.txt", content: utf8("hello") },
      { path: "spam/2.txt", content: utf8("buy now") },
    ];

    expect(await rootOf("mail")).to.deep.equal(await contentRoot({ files }));
    expect(await rootOf(path.join(io.cwd, "mail"))).to.deep.equal(await rootOf("mail"));
  });

  it("behavior: says how far it is, and ends the line", async () => {
    await rootOf("mail");

    expect(said.at(-2)).to.equal("Reading mail: 2 files, 0 MB");
    expect(said.at(-1)).to.equal("cleared");
  });

  it("error: what is not there", async () => {
    const message = "post: there is no such file or folder. Check the path.";

    expect(await refusal(rootOf("post"), FileError)).to.equal(message);
  });

  it("error: a link, whose target could change unseen", async () => {
    await symlink("1.txt", path.join(io.cwd, "mail", "link.txt"));

    expect(await refusal(rootOf("mail"), FileError)).to.match(
      /link\.txt: it is a link or device\./,
    );
  });
});

const unusedIo = { env: {}, out: () => undefined, err: () => undefined, isTerminal: false };
