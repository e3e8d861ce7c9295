import { mkdir, mkdtemp, readdir, rm, symlink, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";

import { contentRoot } from "@sahara/storage";
import { expect } from "chai";

import { rejection } from "../../test/rejection.ts";
import { ContentCorruptError, ContentMissingError } from "./ContentStore.ts";
import { createFolderContent } from "./createFolderContent.ts";

const FILES = [
  { path: "ham/1.txt", content: Buffer.from("hello") },
  { path: "spam/1.txt", content: Buffer.from("buy now") },
];

describe("createFolderContent", () => {
  let folder: string;

  beforeEach(async () => {
    folder = await mkdtemp(path.join(tmpdir(), "sahara-content-"));
  });

  afterEach(() => rm(folder, { recursive: true }));

  async function bring(root: string, files = FILES): Promise<void> {
    for (const { path: name, content } of files) {
      await mkdir(path.join(folder, root, path.dirname(name)), { recursive: true });
      await writeFile(path.join(folder, root, name), content);
    }
  }

  it("default: gives back what was put, under its content root", async () => {
    const content = createFolderContent({ folder: path.join(folder, "not", "there", "yet") });
    const bytes = Buffer.from("an artefact");

    const root = await content.put(bytes);

    expect(root).to.equal((await contentRoot(bytes)).digest);
    expect(await content.readFile(root)).to.deep.equal(bytes);
  });

  it("default: reads a directory, sorted by path", async () => {
    const { digest } = await contentRoot({ files: FILES });
    await bring(digest, FILES.toReversed());

    expect(await createFolderContent({ folder }).readDirectory(digest)).to.deep.equal(FILES);
  });

  it("behavior: leaves nothing half written", async () => {
    const content = createFolderContent({ folder });

    const root = await content.put(Buffer.from("one"));
    await content.put(Buffer.from("one"));

    expect(await readdir(folder)).to.deep.equal([root]);
  });

  it("error: says what is missing, and that it may come", async () => {
    const content = createFolderContent({ folder });
    const { digest } = await contentRoot(Buffer.from("elsewhere"));

    for (const root of [digest, "0x12", "../secrets", `${digest}/../x`]) {
      for (const read of [content.readFile(root), content.readDirectory(root)]) {
        expect(await rejection(read), root)
          .to.be.instanceOf(ContentMissingError)
          .with.property("root", root);
      }
    }
  });

  it("error: refuses bytes that do not have the root they lie under", async () => {
    const content = createFolderContent({ folder });
    const { digest } = await contentRoot(Buffer.from("right"));
    await writeFile(path.join(folder, digest), "wrong");

    expect(await rejection(content.readFile(digest))).to.be.instanceOf(ContentCorruptError);
  });

  it("error: refuses a directory with a file more, a link, or nothing in it", async () => {
    const content = createFolderContent({ folder });
    const { digest } = await contentRoot({ files: FILES });
    await bring(digest, [...FILES, { path: "more.txt", content: Buffer.from("") }]);
    expect(await rejection(content.readDirectory(digest))).to.be.instanceOf(ContentCorruptError);

    await rm(path.join(folder, digest, "more.txt"));
    await symlink("/etc/hostname", path.join(folder, digest, "link"));
    expect(await rejection(content.readDirectory(digest))).to.be.instanceOf(ContentCorruptError);

    await rm(path.join(folder, digest), { recursive: true });
    await mkdir(path.join(folder, digest));
    expect(await rejection(content.readDirectory(digest))).to.be.instanceOf(ContentCorruptError);
  });

  it("error: reads no more than it was allowed", async () => {
    const content = createFolderContent({ folder, maxBytes: 10 });
    const root = await content.put(Buffer.alloc(11));
    const { digest } = await contentRoot({ files: FILES });
    await bring(digest);

    expect(await rejection(content.readFile(root))).to.be.instanceOf(ContentCorruptError);
    expect(await rejection(content.readDirectory(digest))).to.be.instanceOf(ContentCorruptError);
  });
});
