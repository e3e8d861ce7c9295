import { mkdir, mkdtemp, readdir, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";

import {
  addFile,
  addFolder,
  contentRoot,
  createFileKey,
  createFolderStore,
  exportFileKey,
  type FileKey,
} from "@sahara/storage";
import { expect } from "chai";

import { rejection } from "../../test/rejection.ts";
import { ConfigError } from "../config/ConfigError.ts";
import { ContentCorruptError, ContentMissingError } from "./ContentStore.ts";
import { createFolderContent } from "./createFolderContent.ts";
import { createVaultContent } from "./createVaultContent.ts";

const FILES = [
  { path: "ham/1.txt", content: Buffer.from("hello") },
  { path: "spam/1.txt", content: Buffer.from("buy now") },
];

describe("createVaultContent", () => {
  let folder: string;
  let vaults: string;
  let content: ReturnType<typeof createVaultContent>;

  beforeEach(async () => {
    folder = await mkdtemp(path.join(tmpdir(), "sahara-vaults-"));
    vaults = path.join(folder, "vaults");
    content = createVaultContent({
      content: createFolderContent({ folder: path.join(folder, "content") }),
      ...{ folder: vaults, drafts: path.join(folder, "drafts") },
    });
    await mkdir(path.join(folder, "drafts"));
  });

  afterEach(() => rm(folder, { recursive: true }));

  async function hold(root: string, payload: string, key: FileKey): Promise<void> {
    const text = JSON.stringify({
      payload,
      key: `0x${Buffer.from(exportFileKey(key)).toString("hex")}`,
    });
    await writeFile(path.join(vaults, `${root}.json`), text);
  }

  async function addVault() {
    const plain = path.join(folder, "plain");
    for (const file of FILES) {
      await mkdir(path.dirname(path.join(plain, file.path)), { recursive: true });
      await writeFile(path.join(plain, file.path), file.content);
    }
    const key = createFileKey();
    const store = createFolderStore({ folder: vaults });
    const { root: payload } = await addFolder({ folder: plain, key, store });
    const { digest } = await contentRoot({ files: FILES });
    return { digest, payload, key, plain, store };
  }

  it("default: reads what was put as ever, and what is encrypted by its content root", async () => {
    const { digest, payload, key, plain, store } = await addVault();
    await hold(digest, payload, key);
    const file = path.join(plain, FILES[0]!.path);
    const { root } = await addFile({ file, key, store });
    const { digest: fileDigest } = await contentRoot(FILES[0]!.content);
    await hold(fileDigest, root, key);

    expect(await content.readDirectory(digest)).to.deep.equal(FILES);
    expect(await content.readFile(fileDigest)).to.deep.equal(FILES[0]!.content);
    const put = await content.put(Buffer.from("plain"));
    expect(await content.readFile(put)).to.deep.equal(Buffer.from("plain"));
  });

  it("behavior: leaves nothing decrypted behind", async () => {
    const { digest, payload, key } = await addVault();
    await hold(digest, payload, key);
    await content.readDirectory(digest);
    await rejection(content.readFile(digest));

    expect(await readdir(path.join(folder, "drafts"))).to.deep.equal([]);
  });

  it("error: no key, another one, other content, or no vault at all", async () => {
    const { digest, payload, key } = await addVault();
    const other = `0x${"17".repeat(32)}`;

    for (const root of [digest, "../vaults/x", "0x12"]) {
      expect(await rejection(content.readDirectory(root))).to.be.instanceOf(ContentMissingError);
    }
    await hold(digest, payload, createFileKey());
    expect(await rejection(content.readDirectory(digest))).to.be.instanceOf(ContentCorruptError);
    await hold(other, payload, key);
    expect(await rejection(content.readDirectory(other))).to.be.instanceOf(ContentCorruptError);
    await writeFile(path.join(vaults, `${other}.json`), '{"payload":"bafy"}');
    expect(await rejection(content.readDirectory(other))).to.be.instanceOf(ConfigError);
  });
});
