import { StandardMerkleTree } from "@openzeppelin/merkle-tree";
import { expect } from "chai";

import { InvalidAddressError, InvalidDistributionError } from "../errors/inputErrors.ts";
import { parseDistributionFile, serializeDistribution } from "./distributionFile.ts";
import { buildDistributionTree, distributionProofs } from "./distributionTree.ts";

const ALICE = "0x70997970C51812dc3A010C7d01b50e0d17dc79C8";
const BOB = "0x3C44CdDdB6a900fa2b585dd299e03d12FA4293BC";
const CLAIMS = [
  { account: ALICE, amount: 5n },
  { account: BOB, amount: 10n ** 27n },
  { account: ALICE, amount: 7n },
];

describe("buildDistributionTree", () => {
  const tree = buildDistributionTree(CLAIMS);
  const standard = StandardMerkleTree.of(
    CLAIMS.map(({ account, amount }, index) => [index, account, amount]),
    ["uint256", "address", "uint96"],
  );

  it("default: has the root of the library's standard tree, and the total", () => {
    expect(tree.root).to.equal(standard.root);
    expect(tree.total).to.equal(10n ** 27n + 12n);
    expect(tree.leaves.map(({ index }) => index)).to.deep.equal([0n, 1n, 2n]);
  });

  it("default: proves every leaf of an account, however its address is written", () => {
    const proofs = distributionProofs(tree, ALICE.toLowerCase());

    expect(proofs.map(({ index }) => index)).to.deep.equal([0n, 2n]);
    for (const { index, account, amount, proof } of proofs) {
      expect(standard.verify([Number(index), account, amount], proof)).to.equal(true);
    }
  });

  it("default: comes back from its file", () => {
    expect(parseDistributionFile(serializeDistribution(tree))).to.deep.equal(tree);
  });

  it("error: nobody, no address, nothing to claim", () => {
    expect(() => buildDistributionTree([])).to.throw(InvalidDistributionError);
    expect(() => buildDistributionTree([{ account: "0x12", amount: 1n }])).to.throw(
      InvalidAddressError,
    );
    expect(() => distributionProofs({ leaves: tree.leaves.slice(1, 2) }, ALICE)).to.throw(
      InvalidDistributionError,
      `${ALICE} has nothing to claim.`,
    );
  });

  it("error: a file that is none, or whose root is another", () => {
    const json = serializeDistribution(tree);
    for (const [text, reason] of [
      ["{", "This is not JSON."],
      ["[]", "This is no distribution file."],
      [json.replace('"5"', '"five"'), "This is no distribution file."],
      [json.replace('"5"', '"6"'), `but the file says ${tree.root}.`],
    ] as const) {
      expect(() => parseDistributionFile(text)).to.throw(InvalidDistributionError, reason);
    }
  });
});
