import {
  appendFile,
  mkdir,
  readdir,
  readFile,
  rm,
  symlink,
  truncate,
  utimes,
  writeFile,
} from "node:fs/promises";
import path from "node:path";

import { expect } from "chai";

import { refusal } from "../../test/refusal.ts";
import {
  blockFile,
  collect,
  countGets,
  filesBelow,
  flipBit,
  numberedBytes,
  useFolder,
} from "../../test/vaultFixtures.ts";
import type { BlockStore } from "../blocks/Block.ts";
import { BlockCorruptError, BlockMissingError, MalformedNodeError } from "../blocks/blockErrors.ts";
import { contentRoot, EmptyDirectoryError } from "../contentRoot.ts";
import { createFileKey } from "../encryption/fileKey.ts";
import { VaultHeaderError } from "../encryption/vaultHeader.ts";
import { FilePathError } from "../filePaths.ts";
import { NotAFileError } from "../files/listFolder.ts";
import { TargetExistsError } from "../files/writeOutput.ts";
import { MalformedPackError } from "../pack/packFormat.ts";
import { unpackFolder } from "../pack/unpackFolder.ts";
import { createFolderStore } from "../store/createFolderStore.ts";
import { LEAF_BYTES, linksOf } from "../unixfs/fileNode.ts";
import { readFileTree } from "../unixfs/readFileTree.ts";
import { writeFileTree } from "../unixfs/writeFileTree.ts";
import { addFile } from "./addFile.ts";
import { addFiles } from "./addFiles.ts";
import { addFolder } from "./addFolder.ts";
import { fetchFile } from "./fetchFile.ts";
import { fetchFiles } from "./fetchFiles.ts";
import { fetchFolder } from "./fetchFolder.ts";
import { WrongContentError, WrongKindError } from "./openVault.ts";

const content = numberedBytes(4.5 * LEAF_BYTES);

/** A store whose disk is full after some blocks. */
function fullAfter(store: BlockStore, blocks: number): BlockStore {
  let left = blocks;
  return {
    ...store,
    put: async (block) => {
      if (left-- <= 0) throw new DiskFullError();
      await store.put(block);
    },
  };
}

class DiskFullError extends Error {}

describe("addFile and fetchFile", () => {
  const folder = useFolder();
  const at = (name: string) => path.join(folder(), name);
  const key = createFileKey();

  /** A file in a store, and where they are. */
  async function addContent(bytes: Uint8Array = content) {
    const store = createFolderStore({ folder: at("store") });
    await writeFile(at("plain"), bytes);
    const added = await addFile({ store, key, file: at("plain") });
    return { store, added, root: added.root };
  }

  for (const length of [0, 1, LEAF_BYTES - 97, LEAF_BYTES - 96, content.length]) {
    it(`default: ${length} bytes come back`, async () => {
      const plain = content.subarray(0, length);
      const { store, added, root } = await addContent(plain);
      const { digest } = await contentRoot(plain);
      await fetchFile({ source: store, root, key, file: at("again"), contentRoot: digest });

      expect((await readFile(at("again"))).equals(plain)).to.equal(true);
      expect(added.plaintextBytes).to.equal(length);
    });
  }

  it("behavior: the root is what contentRoot gives for the ciphertext", async () => {
    const { store, added, root } = await addContent();
    const vault = await collect(readFileTree({ source: store, root }));

    expect((await contentRoot(vault)).cid).to.equal(root);
    expect(added.vaultBytes).to.equal(vault.length);
    expect(vault.includes(content.subarray(0, 64))).to.equal(false);
    expect(added.blocks).to.equal((await filesBelow(at("store"))).length);
  });

  it("behavior: an add that was interrupted goes on where it stopped", async () => {
    const store = createFolderStore({ folder: at("store") });
    await writeFile(at("plain"), content);
    const parameters = { key, file: at("plain"), journal: at("journal") };
    await refusal(addFile({ ...parameters, store: fullAfter(store, 3) }), DiskFullError);
    // As a crash may leave it: half a line.
    await appendFile(at("journal"), "bafkrei");

    const progress: number[] = [];
    const put: string[] = [];
    const counting: BlockStore = {
      ...store,
      put: async (block) => void put.push((await store.put(block), block.cid)),
    };
    const added = await addFile({
      ...parameters,
      store: counting,
      onProgress: ({ bytes }) => void progress.push(bytes),
    });

    expect(added.resumedBlocks).to.equal(3);
    expect(put.length).to.equal(added.blocks - 3);
    expect(progress.at(-1)).to.equal(added.vaultBytes);
    expect(await readdir(folder())).to.not.include("journal");
    await fetchFile({ source: store, root: added.root, key, file: at("again") });
    expect((await readFile(at("again"))).equals(content)).to.equal(true);
  });

  it("behavior: an interrupted add starts over when the file or the key changed", async () => {
    const store = createFolderStore({ folder: at("store") });
    await writeFile(at("plain"), content);
    const parameters = { key, file: at("plain"), journal: at("journal") };
    const interrupt = () =>
      refusal(addFile({ ...parameters, store: fullAfter(store, 3) }), DiskFullError);

    await interrupt();
    const otherKey = await addFile({ ...parameters, store, key: createFileKey() });
    await interrupt();
    await appendFile(at("plain"), "more");
    const otherFile = await addFile({ ...parameters, store });

    expect([otherKey.resumedBlocks, otherFile.resumedBlocks]).to.deep.equal([0, 0]);
  });

  it("attack: other bytes under the old size and time meet none of the old nonces", async () => {
    const store = createFolderStore({ folder: at("store") });
    const time = new Date("2026-01-01");
    const write = async (bytes: Uint8Array) => {
      await writeFile(at("plain"), bytes);
      await utimes(at("plain"), time, time);
    };
    const parameters = { key, file: at("plain"), journal: at("journal") };
    await write(content);
    await refusal(addFile({ ...parameters, store: fullAfter(store, 3) }), DiskFullError);
    await write(Buffer.from(content).reverse());

    const { resumedBlocks } = await addFile({ ...parameters, store });

    expect(resumedBlocks).to.equal(0);
  });

  it("behavior: a fetch that was interrupted asks only for what is missing", async () => {
    const { store, root, added } = await addContent();
    const cache = createFolderStore({ folder: at("cache") });
    const fetch = (source: typeof store) =>
      fetchFile({ source, cache, root, key, file: at("again") });
    const [, , , missing] = linksOf({ cid: root, bytes: await store.get(root) });
    const failing = {
      ...store,
      get: (cid: string) =>
        cid === missing ? Promise.reject(new BlockMissingError(cid, "a test")) : store.get(cid),
    };

    expect((await refusal(fetch(failing), BlockMissingError)).cid).to.equal(missing);
    expect(await readdir(folder())).to.not.include("again");
    const counting = { ...store, ...countGets(store) };
    await fetch(counting);

    expect(counting.asked).to.deep.equal([missing]);
    expect((await filesBelow(at("cache"))).length).to.equal(added.blocks);
  });

  it("error: a flipped bit, a missing and a cut block, each by its name, and nothing is left", async () => {
    const { store, root } = await addContent();
    const [first, second] = linksOf({ cid: root, bytes: await store.get(root) });
    const fetch = () => fetchFile({ source: store, root, key, file: at("again") });
    for (const cid of [root, first!, second!]) {
      const file = await blockFile(at("store"), cid);
      const whole = await readFile(file);

      await writeFile(file, flipBit(whole, 100));
      expect((await refusal(fetch(), BlockCorruptError)).cid).to.equal(cid);
      await truncate(file, whole.length - 1);
      expect((await refusal(fetch(), BlockCorruptError)).cid).to.equal(cid);
      await rm(file);
      expect((await refusal(fetch(), BlockMissingError)).cid).to.equal(cid);
      await writeFile(file, whole);
    }
    expect((await readdir(folder())).sort()).to.deep.equal(["plain", "store"]);
  });

  it("error: trees that hold together but are no file of this profile", async () => {
    const { store } = await addContent();
    const leaf = (await contentRoot(content.subarray(0, LEAF_BYTES))).cid;
    await store.put({ cid: leaf, bytes: content.subarray(0, LEAF_BYTES) });
    const { encodeFileNode } = await import("../unixfs/fileNode.ts");
    const lies = [
      [{ cid: leaf, bytes: LEAF_BYTES - 1, treeBytes: LEAF_BYTES }],
      [{ cid: leaf, bytes: 2 ** 53, treeBytes: LEAF_BYTES }],
    ];
    for (const parts of lies) {
      const { block } = encodeFileNode(parts);
      await store.put(block);

      await refusal(collect(readFileTree({ source: store, root: block.cid })), MalformedNodeError);
    }
  });

  it("error: another key, another kind, other content, a target that exists", async () => {
    const { store, root } = await addContent(content.subarray(0, 10));
    const fetch = { source: store, root, key, file: at("again") };

    await refusal(fetchFile({ ...fetch, key: createFileKey() }), VaultHeaderError);
    await refusal(fetchFolder({ ...fetch, folder: at("again") }), WrongKindError);
    await refusal(fetchFile({ ...fetch, contentRoot: `0x${"11".repeat(32)}` }), WrongContentError);
    await refusal(fetchFile({ ...fetch, file: at("plain") }), TargetExistsError);
    expect((await readdir(folder())).sort()).to.deep.equal(["plain", "store"]);
  });
});

describe("writeFileTree", () => {
  it("behavior: builds the levels that contentRoot builds", async () => {
    // More links than one node takes, over a leaf that is cut short.
    const megabyte = numberedBytes(LEAF_BYTES);
    const pieces = Array.from({ length: 1_026 }, (_, i) =>
      i === 1_025 ? megabyte.subarray(0, 5) : megabyte,
    );
    let blocks = 0;
    const { root } = await writeFileTree({
      content: pieces,
      put: async () => {
        blocks++;
      },
    });

    expect(root).to.equal((await contentRoot({ content: pieces })).cid);
    expect(blocks).to.equal(1_026 + 3);
  });
});

describe("addFolder and fetchFolder", () => {
  const folder = useFolder();
  const at = (...names: string[]) => path.join(folder(), ...names);
  const key = createFileKey();
  const files = { "a.txt": "first", "sub/b.txt": "", "sub/deep/ü.bin": "x".repeat(3 * LEAF_BYTES) };

  beforeEach(async () => {
    for (const [name, text] of Object.entries(files)) {
      await mkdir(path.dirname(at("plain", name)), { recursive: true });
      await writeFile(at("plain", name), text);
    }
  });

  it("default: every file comes back, and the registry's root is checked", async () => {
    const store = createFolderStore({ folder: at("store") });
    const { root, resumedBlocks } = await addFolder({ store, key, folder: at("plain") });
    const entries = Object.entries(files).map(([name, text]) => ({
      path: name,
      content: Buffer.from(text),
    }));
    const { digest } = await contentRoot({ files: entries });
    const fetched = await fetchFolder({
      source: store,
      root,
      key,
      folder: at("again"),
      contentRoot: digest,
    });

    expect(resumedBlocks).to.equal(0);
    expect(fetched.files).to.equal(3);
    expect(await filesBelow(at("again"))).to.deep.equal(Object.keys(files).sort());
    for (const [name, text] of Object.entries(files)) {
      expect(await readFile(at("again", name), "utf8")).to.equal(text);
    }
  });

  it("behavior: files in memory make the same vault, and come back without a disk", async () => {
    const files = ["b.txt", "a/1.txt", "a/2.txt"].map((name, i) => ({
      ...{ path: name, content: numberedBytes(i * 70_000) },
    }));
    const store = createFolderStore({ folder: at("store") });
    const { root } = await addFiles({ store, key, files });
    const contentRoots = await contentRoot({ files });
    const fetch = { source: store, root, key };
    await fetchFolder({ ...fetch, folder: at("again"), contentRoot: contentRoots.digest });
    const fetched = await fetchFiles({ ...fetch, contentRoot: contentRoots.digest });

    expect(fetched.map((file) => file.path)).to.deep.equal(["a/1.txt", "a/2.txt", "b.txt"]);
    for (const { path: name, content: bytes } of files) {
      expect(await readFile(path.join(at("again"), name))).to.deep.equal(bytes);
      expect(fetched.find((file) => file.path === name)?.content).to.deep.equal(bytes);
    }
    const other = `0x${"11".repeat(32)}`;
    await refusal(fetchFiles({ ...fetch, contentRoot: other }), WrongContentError);
    await refusal(addFiles({ store, key, files: [] }), EmptyDirectoryError);
  });

  it("behavior: an interrupted add goes on in the middle of a file", async () => {
    const store = createFolderStore({ folder: at("store") });
    const parameters = { key, folder: at("plain"), journal: at("journal") };
    await refusal(addFolder({ ...parameters, store: fullAfter(store, 2) }), DiskFullError);

    const { root, resumedBlocks } = await addFolder({ ...parameters, store });
    await fetchFolder({ source: store, root, key, folder: at("again") });

    expect(resumedBlocks).to.equal(2);
    expect((await readFile(at("again", "sub/deep/ü.bin"))).length).to.equal(3 * LEAF_BYTES);
  });

  it("error: links, and folders without a file", async () => {
    const store = createFolderStore({ folder: at("store") });
    await mkdir(at("empty"));
    await refusal(addFolder({ store, key, folder: at("empty") }), EmptyDirectoryError);
    await symlink(at("plain", "a.txt"), at("plain", "link"));

    await refusal(addFolder({ store, key, folder: at("plain") }), NotAFileError);
  });

  it("error: streams that lead out of the folder, repeat a file or end badly", async () => {
    const entry = (name: string, text: string) => {
      const head = Buffer.alloc(2 + name.length + 8);
      head.writeUInt16BE(name.length);
      head.write(name, 2);
      head.writeBigUInt64BE(BigInt(text.length), 2 + name.length);
      return Buffer.concat([head, Buffer.from(text)]);
    };
    const end = Buffer.alloc(2);
    const evil = ["../out", "/etc/out", "a/../../out", "a\\b", ".", "a//b"];
    const refused: [Buffer, abstract new (...args: never[]) => Error][] = [
      ...evil.map((name): [Buffer, typeof FilePathError] => [entry(name, "x"), FilePathError]),
      [Buffer.concat([entry("a", "x"), entry("a", "y"), end]), FilePathError],
      [Buffer.concat([entry("a", "x"), entry("a/b", "y"), end]), FilePathError],
      [Buffer.concat([entry("a", "x"), end, end]), MalformedPackError],
      [entry("a", "x"), MalformedPackError],
      [entry("a", "xyz").subarray(0, -1), MalformedPackError],
      [Buffer.alloc(0), MalformedPackError],
      [Buffer.concat([Buffer.of(0, 1, 0xff), Buffer.alloc(8), end]), MalformedPackError],
      [Buffer.concat([Buffer.of(0, 1, 0x61), Buffer.alloc(8, 0xff), end]), MalformedPackError],
    ];
    for (const [index, [stream, error]] of refused.entries()) {
      async function* once() {
        yield stream;
      }
      await refusal(unpackFolder(once(), at(`out${index}`)), error);
    }
    expect(await filesBelow(folder())).to.not.include("out");
  });
});
