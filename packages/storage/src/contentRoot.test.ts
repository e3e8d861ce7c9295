import { createHash } from "node:crypto";
import { expect } from "chai";
import { keyStreamDirectory } from "../test/kuboFixtures.ts";
import { cidFromDigest, toDigest } from "./cid.ts";
import { contentRoot, EmptyDirectoryError, type FileEntry } from "./contentRoot.ts";
import { FilePathError } from "./filePaths.ts";

const utf8 = (text: string) => new TextEncoder().encode(text);
const sha256 = (bytes: Uint8Array) => createHash("sha256").update(bytes).digest();

const MIB = 1_048_576;

/** 2.5 MiB in which every byte depends on its place. */
const threeLeaves = Buffer.from(
  Uint32Array.from({ length: (2.5 * MIB) / 4 }, (_, i) => Math.imul(i + 1, 2_654_435_761)).buffer,
);

const mails: FileEntry[] = [
  { path: "ham/1.txt", content: utf8("hello") },
  { path: "ham/2.txt", content: utf8("world") },
  { path: "spam/1.txt", content: utf8("buy now") },
];

/** Asserts that `promise` is refused with an error of class `expected`, and returns the error. */
async function refusal<E extends Error>(
  promise: Promise<unknown>,
  expected: abstract new (...args: never[]) => E,
): Promise<E> {
  const outcome: unknown = await promise.catch((error: unknown) => error);
  expect(outcome).to.be.instanceOf(expected);
  return outcome as E; // checked by the line above
}

describe("contentRoot", () => {
  context("given one file", () => {
    const vectors = [
      ["", "bafkreihdwdcefgh4dqkjv67uzcmw7ojee6xedzdetojuzjevtenxquvyku"],
      ["hello world", "bafkreifzjut3te2nhyekklss27nh3k72ysco7y32koao5eei66wof36n5e"],
      ["hello world\n", "bafkreifjjcie6lypi6ny7amxnfftagclbuxndqonfipmb64f2km2devei4"],
    ] as const;
    for (const [text, cid] of vectors) {
      it(`default: matches kubo's CID of ${JSON.stringify(text)}`, async () => {
        expect(await contentRoot(utf8(text))).to.deep.equal({
          cid,
          digest: toDigest(sha256(utf8(text))),
          codec: "raw",
          bytes: BigInt(text.length),
        });
      });
    }

    it("behavior: keeps one raw leaf up to exactly 1 MiB", async () => {
      const [full, over] = [threeLeaves.subarray(0, MIB), threeLeaves.subarray(0, MIB + 1)];

      expect(await contentRoot(full)).to.include({ codec: "raw", digest: toDigest(sha256(full)) });
      expect(await contentRoot(over)).to.include({ codec: "dag-pb", bytes: BigInt(MIB + 1) });
    });

    it("behavior: links 1 MiB leaves as an encoder written by hand does", async () => {
      const { cid, codec } = await contentRoot(threeLeaves);

      const node = encodeFileNode([
        threeLeaves.subarray(0, MIB),
        threeLeaves.subarray(MIB, 2 * MIB),
        threeLeaves.subarray(2 * MIB),
      ]);
      expect(codec).to.equal("dag-pb");
      expect(cid).to.equal(cidFromDigest(toDigest(sha256(node)), "dag-pb"));
    });

    it("args: content: gives the same root however the bytes are cut", async () => {
      const whole = await contentRoot(threeLeaves);
      const cut = [7, 70_000, MIB + 3, 2_000_001, threeLeaves.length];

      const pieces = cut.map((end, i) => threeLeaves.subarray(cut[i - 1] ?? 0, end));

      expect(await contentRoot({ content: pieces })).to.deep.equal(whole);
    });

    it("behavior: changes when any one bit of the content changes", async () => {
      const { cid } = await contentRoot(threeLeaves);
      for (const position of [0, MIB - 1, MIB, threeLeaves.length - 1]) {
        const tampered = Buffer.from(threeLeaves);
        tampered.writeUInt8((tampered[position] ?? 0) ^ 1, position);

        expect((await contentRoot(tampered)).cid, `bit in byte ${position}`).to.not.equal(cid);
      }
    });
  });

  context("given a directory", () => {
    it("default: matches kubo's CID of 4,766 files at the sharding threshold", async () => {
      const { cid, bytes } = await contentRoot({ files: keyStreamDirectory(21) });

      expect(cid).to.equal("bafybeic3h7rwruealwxkacabdy45jivq2crwz6bufb5ljwupn36gicplx4");
      expect(bytes).to.equal(4_766n);
    });

    it("default: matches kubo's CID of 4,766 files one byte above the threshold", async () => {
      const { cid } = await contentRoot({ files: keyStreamDirectory(22) });

      expect(cid).to.equal("bafybeiegvuterwurhdtkikfhbxcldohmxp566vpjdofhzmnhv6o4freidu");
    });

    it("behavior: does not depend on the order in which files come", async () => {
      const inOrder = await contentRoot({ files: mails });

      expect(await contentRoot({ files: mails.toReversed() })).to.deep.equal(inOrder);
    });

    it("behavior: changes when a file is renamed, moved, added, removed or altered", async () => {
      const [first, ...rest] = mails;
      const variants: FileEntry[][] = [
        mails,
        [{ path: "ham/0.txt", content: utf8("hello") }, ...rest],
        [{ path: "spam/2.txt", content: utf8("hello") }, ...rest],
        [...mails, { path: "empty.txt", content: utf8("") }],
        rest,
        [{ path: first?.path ?? "", content: utf8("hellp") }, ...rest],
      ];

      const roots = await Promise.all(variants.map((files) => contentRoot({ files })));

      expect(new Set(roots.map(({ cid }) => cid)).size).to.equal(variants.length);
    });

    it("behavior: tells a directory of one file from the file", async () => {
      const content = utf8("hello");

      const { codec } = await contentRoot({ files: [{ path: "a", content }] });

      expect(codec).to.equal("dag-pb");
    });

    it("error: refuses a directory without files", async () => {
      await refusal(contentRoot({ files: [] }), EmptyDirectoryError);
    });

    it("error: refuses paths that are not plainly relative", async () => {
      for (const path of ["", "/a", "a/", "a//b", "../a", "a/./b", "a\\b", "a\0", "\ud800"]) {
        const { path: refused } = await refusal(
          contentRoot({ files: [{ path, content: utf8("x") }] }),
          FilePathError,
        );

        expect(refused).to.equal(path);
      }
    });

    it("error: refuses two files that would hide each other", async () => {
      for (const [one, two] of [
        ["a", "a"],
        ["a", "a/b"],
        ["a/b/c", "a/b"],
      ] as const) {
        const files = [one, two].map((path) => ({ path, content: utf8(path) }));

        await refusal(contentRoot({ files }), FilePathError);
      }
    });
  });

  it("args: onProgress: reports files and bytes, the total last", async () => {
    const reports: { files: number; bytes: bigint }[] = [];

    await contentRoot({ files: mails }, { onProgress: (progress) => reports.push(progress) });

    expect(reports).to.have.length(3);
    expect(reports.at(-1)).to.deep.equal({ files: 3, bytes: 17n });
  });

  it("error: passes on the error of a source that breaks", async () => {
    const breaking = (function* () {
      yield utf8("half");
      throw new RangeError("disk gone");
    })();

    await refusal(contentRoot({ content: breaking }), RangeError);
  });
});

/** A UnixFS file node over raw leaves, from the specification: dag-pb writes Links before Data. */
function encodeFileNode(leaves: readonly Uint8Array[]): Buffer {
  const links = leaves.map((leaf) => {
    const cid = Buffer.concat([Buffer.from([0x01, 0x55, 0x12, 0x20]), sha256(leaf)]);
    const tsize = [0x18, ...varint(leaf.length)];
    return field(
      0x12,
      Buffer.concat([field(0x0a, cid), field(0x12, Buffer.alloc(0)), Buffer.from(tsize)]),
    );
  });
  const size = leaves.reduce((total, leaf) => total + leaf.length, 0);
  const unixfs = [
    [0x08, 0x02],
    [0x18, ...varint(size)],
    ...leaves.map((leaf) => [0x20, ...varint(leaf.length)]),
  ];
  return Buffer.concat([...links, field(0x0a, Buffer.from(unixfs.flat()))]);
}

function field(tag: number, bytes: Buffer): Buffer {
  return Buffer.concat([Buffer.from([tag, ...varint(bytes.length)]), bytes]);
}

function varint(value: number): number[] {
  return value < 0x80 ? [value] : [(value & 0x7f) | 0x80, ...varint(value >>> 7)];
}
