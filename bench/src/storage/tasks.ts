import { createCipheriv, randomBytes, webcrypto } from "node:crypto";
import { createReadStream } from "node:fs";
import { readFile, writeFile } from "node:fs/promises";
import path from "node:path";

import { gcm } from "@noble/ciphers/aes.js";
import {
  addFile,
  createFolderStore,
  encryptBytes,
  fetchFile,
  importFileKey,
} from "@sahara/storage";
import { FsBlockstore } from "blockstore-fs";
import { exporter } from "ipfs-unixfs-exporter";
import { importer } from "ipfs-unixfs-importer";
import { CID } from "multiformats/cid";

/** The folder in which a task finds the file `plain` of so many MiB and leaves what it makes. */
export type TaskPlace = { readonly folder: string; readonly mebibytes: number };

/** What is done, by whom. Each returns how many bytes it worked on. */
export type Task = (place: TaskPlace) => Promise<number>;

const MIB = 1_048_576;
const SEGMENT_BYTES = 65_536;
/** The key that all tasks share, so that what one added another fetches. */
const KEY = Buffer.alloc(32, 7);
const ROOT = "root";

export const TASKS = {
  async "encrypt sahara"({ mebibytes }) {
    let bytes = 0;
    for await (const piece of encryptBytes(importFileKey(KEY), blocks(mebibytes))) {
      bytes += piece.length;
    }
    return bytes;
  },
  async "encrypt node:crypto, one stream"({ mebibytes }) {
    const cipher = createCipheriv("aes-256-gcm", KEY, randomBytes(12));
    let bytes = 0;
    for (const block of blocks(mebibytes)) bytes += cipher.update(block).length;
    cipher.final();
    return await Promise.resolve(bytes);
  },
  async "encrypt WebCrypto, 64 KiB"({ mebibytes }) {
    const { subtle } = webcrypto;
    const key = await subtle.importKey("raw", KEY, "AES-GCM", false, ["encrypt"]);
    let bytes = 0;
    for (const segment of segments(mebibytes)) {
      const iv = randomBytes(12);
      bytes += (await subtle.encrypt({ name: "AES-GCM", iv }, key, segment)).byteLength;
    }
    return bytes;
  },
  async "encrypt @noble/ciphers, 64 KiB"({ mebibytes }) {
    let bytes = 0;
    for (const segment of segments(mebibytes)) {
      bytes += gcm(KEY, randomBytes(12)).encrypt(segment).length;
    }
    return await Promise.resolve(bytes);
  },

  async "add sahara"({ folder }) {
    const store = createFolderStore({ folder: path.join(folder, "sahara") });
    const file = path.join(folder, "plain");
    const { root, plaintextBytes } = await addFile({ store, file, key: importFileKey(KEY) });
    await writeFile(path.join(folder, "sahara", ROOT), root);
    return plaintextBytes;
  },
  async "add ipfs-unixfs-importer, not encrypted"({ folder, mebibytes }) {
    const store = new FsBlockstore(path.join(folder, "ipfs"));
    await store.open();
    const content = createReadStream(path.join(folder, "plain"), { highWaterMark: MIB });
    let root: CID | undefined;
    for await (const { cid } of importer([{ content }], store, { profile: "unixfs-v1-2025" })) {
      root = cid;
    }
    await writeFile(path.join(folder, "ipfs", ROOT), String(root));
    return mebibytes * MIB;
  },

  async "fetch sahara"({ folder }) {
    const source = createFolderStore({ folder: path.join(folder, "sahara") });
    const root = await readFile(path.join(folder, "sahara", ROOT), "utf8");
    const file = path.join(folder, "sahara", "fetched");
    return (await fetchFile({ source, root, key: importFileKey(KEY), file })).bytes;
  },
  async "fetch ipfs-unixfs-exporter, not encrypted"({ folder }) {
    const store = new FsBlockstore(path.join(folder, "ipfs"));
    await store.open();
    const root = CID.parse(await readFile(path.join(folder, "ipfs", ROOT), "utf8"));
    const entry = await exporter(root, store);
    if (!("content" in entry)) throw new Error("cannot happen: a file was added");
    await writeFile(path.join(folder, "ipfs", "fetched"), entry.content());
    return Number(entry.size);
  },
} as const satisfies Record<string, Task>;

export type TaskName = keyof typeof TASKS;

export function isTaskName(name: string): name is TaskName {
  return Object.hasOwn(TASKS, name);
}

/** The same MiB again and again. */
function* blocks(mebibytes: number): Generator<Uint8Array> {
  const block = randomBytes(MIB);
  for (let i = 0; i < mebibytes; i++) yield block;
}

function* segments(mebibytes: number): Generator<Uint8Array<ArrayBuffer>> {
  const segment = Uint8Array.from(randomBytes(SEGMENT_BYTES));
  for (let i = 0; i < (mebibytes * MIB) / SEGMENT_BYTES; i++) yield segment;
}
