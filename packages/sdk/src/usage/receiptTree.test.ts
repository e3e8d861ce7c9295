import { expect } from "chai";
import { concat, keccak256, randomBytes, ZeroHash } from "ethers";

import { toHex } from "./hex.ts";
import { createReceiptTree, emptyRoot, receiptTreeOf, rootOfProof } from "./receiptTree.ts";
import { ethersSignatures } from "./signatures.ts";

const hash = ethersSignatures.keccak256;
const DEPTH = 32;

const randomLeaves = (count: number) => Array.from({ length: count }, () => randomBytes(32));

/** The definition, word for word: all levels, from all leaves, filled up with empty subtrees. */
function naiveRoot(leaves: Uint8Array[]): string {
  let level = leaves.map(toHex);
  let zero: string = ZeroHash;
  for (let height = 0; height < DEPTH; height++) {
    if (level.length % 2 === 1) level.push(zero);
    level = Array.from({ length: level.length / 2 }, (_, i) =>
      keccak256(concat([level[2 * i]!, level[2 * i + 1]!])),
    );
    zero = keccak256(concat([zero, zero]));
  }
  return level[0] ?? zero;
}

describe("createReceiptTree", () => {
  it("default: has the root of a naive tree after every leaf", () => {
    const leaves = randomLeaves(20);
    const tree = createReceiptTree(hash);

    expect(toHex(tree.root())).to.equal(naiveRoot([]));
    leaves.forEach((leaf, index) => {
      tree.append(leaf);
      expect(toHex(tree.root())).to.equal(naiveRoot(leaves.slice(0, index + 1)));
    });
    expect(tree.size).to.equal(20);
  });

  it("args: size: knows the roots of all earlier sizes", () => {
    const leaves = randomLeaves(19);
    const tree = receiptTreeOf(hash, leaves);

    for (let size = 0; size <= leaves.length; size++) {
      expect(toHex(tree.root(size))).to.equal(naiveRoot(leaves.slice(0, size)));
    }
  });

  it("behavior: proves every leaf under the root of every size", () => {
    const leaves = randomLeaves(13);
    const tree = receiptTreeOf(hash, leaves);

    for (let size = 1; size <= leaves.length; size++) {
      for (let index = 0; index < size; index++) {
        const proof = tree.proof(index, size);
        const root = rootOfProof(hash, leaves[index]!, index, proof);
        expect(toHex(root)).to.equal(toHex(tree.root(size)), `leaf ${index} of ${size}`);
      }
    }
  });

  it("behavior: a proof holds for no other leaf and no other place", () => {
    const leaves = randomLeaves(6);
    const tree = receiptTreeOf(hash, leaves);
    const root = toHex(tree.root());

    expect(toHex(rootOfProof(hash, leaves[3]!, 2, tree.proof(2)))).to.not.equal(root);
    expect(toHex(rootOfProof(hash, leaves[2]!, 3, tree.proof(2)))).to.not.equal(root);
  });

  it("args: frontier: goes on from every size with the same roots and proofs", () => {
    const leaves = randomLeaves(21);
    for (let known = 0; known < leaves.length; known++) {
      const whole = receiptTreeOf(hash, leaves.slice(0, known));
      const restored = createReceiptTree(hash, whole.frontier());
      expect(toHex(restored.root())).to.equal(toHex(whole.root()));

      for (const leaf of leaves.slice(known)) {
        whole.append(leaf);
        restored.append(leaf);
      }

      expect(toHex(restored.root())).to.equal(toHex(whole.root()));
      expect(restored.frontier()).to.deep.equal(whole.frontier());
      for (let index = known; index < leaves.length; index++) {
        expect(restored.proof(index)).to.deep.equal(whole.proof(index));
      }
    }
  });

  it("behavior: a leaf costs one hash on average, a root at most 32", () => {
    let hashes = 0;
    const counting = (data: Uint8Array) => {
      hashes++;
      return hash(data);
    };
    const tree = createReceiptTree(counting);
    emptyRoot(counting);
    hashes = 0;

    for (const leaf of randomLeaves(256)) tree.append(leaf);
    expect(hashes).to.equal(255);
    tree.append(randomBytes(32));
    hashes = 0;
    tree.root();
    tree.root();
    expect(hashes).to.be.at.most(32);
  });

  it("behavior: what it hands out is not its own memory", () => {
    const tree = receiptTreeOf(hash, randomLeaves(3));
    const before = toHex(tree.root());

    tree.proof(0).forEach((node) => node.fill(1));
    tree.leaf(1).fill(1);
    tree.frontier().nodes.forEach((node) => node.fill(1));
    tree.root().fill(1);
    tree.append(randomBytes(32));

    expect(toHex(tree.root(3))).to.equal(before);
    expect(toHex(createReceiptTree(hash).root())).to.equal(naiveRoot([]));
  });

  it("error: a leaf or a size that it does not know", () => {
    const tree = createReceiptTree(hash, receiptTreeOf(hash, randomLeaves(5)).frontier());

    expect(() => tree.root(4)).to.throw(RangeError);
    expect(() => tree.root(6)).to.throw(RangeError);
    expect(() => tree.proof(4)).to.throw(RangeError);
    expect(() => tree.leaf(5)).to.throw(RangeError);
  });

  it("error: a frontier that does not fit its size", () => {
    const { nodes } = receiptTreeOf(hash, randomLeaves(5)).frontier();

    expect(() => createReceiptTree(hash, { size: 4, nodes })).to.throw(RangeError);
    expect(() => createReceiptTree(hash, { size: 7, nodes })).to.throw(RangeError);
  });
});
