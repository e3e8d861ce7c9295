import { CarReader, CarWriter } from "@ipld/car";
import { expect } from "chai";
import { CID } from "multiformats/cid";
import path from "node:path";
import { createReadStream } from "node:fs";
import { readFile, writeFile } from "node:fs/promises";

import { refusal } from "../../test/refusal.ts";
import { collect, flipBit, numberedBytes, useFolder } from "../../test/vaultFixtures.ts";
import { type Block, createBlock } from "../blocks/Block.ts";
import { BlockCorruptError, BlockMissingError } from "../blocks/blockErrors.ts";
import { createFolderStore } from "../store/createFolderStore.ts";
import { writeFileTree } from "../unixfs/writeFileTree.ts";
import { LEAF_BYTES } from "../unixfs/fileNode.ts";
import { exportCar } from "../vault/exportCar.ts";
import { importCar } from "../vault/importCar.ts";
import {
  decodeCarHeader,
  encodeCarBlock,
  encodeCarHeader,
  MalformedCarError,
} from "./carFormat.ts";
import { readCar } from "./readCar.ts";

const texts = ["", "hello", "x".repeat(300)];
const blocks = texts.map((text) => createBlock(Buffer.from(text), "raw"));
const cids = blocks.map(({ cid }) => cid);

async function* inPieces(bytes: Uint8Array, size: number) {
  for (let at = 0; at < bytes.length; at += size) yield bytes.subarray(at, at + size);
}

const write = (roots: readonly string[]) =>
  Buffer.concat([encodeCarHeader(roots), ...blocks.map(encodeCarBlock)]);

async function read(
  bytes: Uint8Array,
  size = 7,
): Promise<{ roots: readonly string[]; found: Block[] }> {
  const { roots, blocks } = await readCar(inPieces(bytes, size));
  const found: Block[] = [];
  for await (const block of blocks) found.push(block);
  return { roots, found };
}

describe("CAR of version 1", () => {
  for (const count of [0, 1, 2, 23, 24, 255, 256, 1_000]) {
    it(`default: is written and read like @ipld/car does, with ${count} roots`, async () => {
      const roots = Array.from({ length: count }, (_, i) => cids[i % 3]!);
      const { writer, out } = CarWriter.create(roots.map((root) => CID.parse(root)));
      const theirs = collect(out);
      for (const { cid, bytes } of blocks) await writer.put({ cid: CID.parse(cid), bytes });
      await writer.close();

      const ours = write(roots);
      expect(ours.equals(await theirs)).to.equal(true);
      expect((await read(ours)).roots).to.deep.equal(roots);
      const theirReader = await CarReader.fromBytes(ours);
      expect((await theirReader.getRoots()).map((root) => root.toString())).to.deep.equal(roots);
    });
  }

  it("behavior: however the stream is cut, the same blocks come out", async () => {
    for (const size of [1, 2, 50, 100_000]) {
      const { found } = await read(write(cids.slice(0, 1)), size);
      expect(found.map(({ cid }) => cid)).to.deep.equal(cids);
      expect(found.map(({ bytes }) => Buffer.from(bytes).toString())).to.deep.equal(texts);
    }
  });

  it("error: any bit of the header, and any byte that is missing", async () => {
    const root = cids[1]!;
    const header = encodeCarHeader([root]);
    const fixed = [...Array(header.length).keys()].filter((at) => at < 18 || at >= 50);
    for (const at of fixed) await refusal(read(flipBit(write([root]), at)), MalformedCarError);

    const whole = write([root]);
    const ends = [header.length];
    for (const block of blocks) ends.push(ends.at(-1)! + encodeCarBlock(block).length);
    for (let length = 0; length < whole.length; length++) {
      if (ends.includes(length)) continue;
      await refusal(read(whole.subarray(0, length), 4_096), MalformedCarError);
    }
  });

  it("error: a flipped bit in a block or its digest, by the block's name", async () => {
    const whole = write(cids.slice(0, 1));
    const last = await refusal(read(flipBit(whole, whole.length - 1)), BlockCorruptError);

    expect(last.cid).to.equal(cids[2]);
    const digestAt = encodeCarHeader(cids.slice(0, 1)).length + 10;
    await refusal(read(flipBit(whole, digestAt)), BlockCorruptError);
  });

  it("error: lengths that would take the memory, and ids of other kinds", async () => {
    const header = encodeCarHeader([]);
    const huge = Buffer.from("ffffffffffffff7f", "hex");
    const endless = Buffer.alloc(200, 0x80);
    const tiny = Buffer.of(3, 1, 2, 3);
    const sha512 = Buffer.concat([
      Buffer.of(36),
      Buffer.from([1, 0x55, 0x13, 32]),
      Buffer.alloc(32),
    ]);
    const version0 = Buffer.concat([Buffer.of(36), Buffer.from([0x12, 0x20]), Buffer.alloc(34)]);
    for (const part of [huge, endless, tiny, sha512, version0]) {
      await refusal(read(Buffer.concat([header, part])), MalformedCarError);
    }
    await refusal(read(huge), MalformedCarError);
    expect(() => decodeCarHeader(Buffer.of(0xa2))).to.throw(MalformedCarError);
  });
});

describe("exportCar and importCar", () => {
  const folder = useFolder();
  const at = (name: string) => path.join(folder(), name);

  async function exported() {
    const source = createFolderStore({ folder: at("from") });
    const content = [numberedBytes(3 * LEAF_BYTES), Buffer.alloc(2 * LEAF_BYTES)];
    const tree = await writeFileTree({ content, put: source.put });
    const { bytes } = await exportCar({ source, root: tree.root, file: at("car") });
    return { source, tree, bytes };
  }

  it("default: everything below the root arrives, each block once", async () => {
    const { source, tree, bytes } = await exported();
    const store = createFolderStore({ folder: at("to") });
    const imported = await importCar({ store, car: createReadStream(at("car")) });

    // Two leaves are the same block.
    expect(imported).to.include({ blocks: tree.blocks - 1, keptBlocks: 0 });
    expect(imported.roots).to.deep.equal([tree.root]);
    expect((await readFile(at("car"))).length).to.equal(bytes);
    await exportCar({ source: store, root: tree.root, file: at("again") });
    expect((await readFile(at("again"))).equals(await readFile(at("car")))).to.equal(true);
    const reader = await CarReader.fromBytes(await readFile(at("again")));
    expect(await reader.has(CID.parse(tree.root))).to.equal(true);
    expect(source.place).to.equal(at("from"));
  });

  it("behavior: an import that was cut off goes on, and says what is missing until then", async () => {
    const { tree } = await exported();
    const store = createFolderStore({ folder: at("to") });
    const car = await readFile(at("car"));
    await refusal(
      importCar({ store, car: inPieces(car.subarray(0, -99), 65_536) }),
      MalformedCarError,
    );
    const { cid: root, bytes } = { cid: tree.root, bytes: await store.get(tree.root) };
    const rootAlone = Buffer.concat([
      encodeCarHeader([root]),
      encodeCarBlock({ cid: root, bytes }),
    ]);
    await refusal(importCar({ store, car: inPieces(rootAlone, 4_096) }), BlockMissingError);

    const again = await importCar({ store, car: inPieces(car, 65_536) });
    expect(again.keptBlocks).to.equal(again.blocks - 1);
  });

  it("error: an export of a store that lacks a block leaves no file", async () => {
    const { tree } = await exported();
    await writeFile(at("empty"), "");
    const source = createFolderStore({ folder: at("nothing") });

    await refusal(exportCar({ source, root: tree.root, file: at("none") }), BlockMissingError);
    await refusal(readFile(at("none")), Error);
  });
});
