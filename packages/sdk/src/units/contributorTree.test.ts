import { StandardMerkleTree } from "@openzeppelin/merkle-tree";
import { expect } from "chai";

import { InvalidAddressError, InvalidContributorsError } from "../errors/inputErrors.ts";
import { parseContributorFile, serializeContributors } from "./contributorFile.ts";
import { buildContributorTree, contributorProof } from "./contributorTree.ts";

const ALICE = "0x70997970C51812dc3A010C7d01b50e0d17dc79C8";
const BOB = "0x3C44CdDdB6a900fa2b585dd299e03d12FA4293BC";
const CAROL = "0x90F79bf6EB2c4f870365E785982E1f101E93b906";

const three = () =>
  buildContributorTree([
    { account: CAROL, units: 3n, index: 70n },
    { account: ALICE, units: 1n, index: 5n },
    { account: BOB, units: 99_999_996n, index: 6n },
  ]);

describe("buildContributorTree", () => {
  it("default: numbers the leaves by their places", () => {
    const tree = buildContributorTree([
      { account: ALICE, units: 1n },
      { account: ALICE.toLowerCase(), units: 2n },
    ]);

    expect(tree.units).to.equal(3n);
    expect(tree.leaves).to.deep.equal([
      { index: 0n, account: ALICE, units: 1n },
      { index: 1n, account: ALICE, units: 2n },
    ]);
  });

  it("behavior: has the root and proofs of the library's standard tree", () => {
    const tree = three();
    const standard = StandardMerkleTree.of(
      tree.leaves.map(({ index, account, units }) => [`${index}`, account, `${units}`]),
      ["uint256", "address", "uint32"],
    );

    expect(tree.root).to.equal(standard.root);
    for (const [place, { index }] of tree.leaves.entries()) {
      expect(contributorProof(tree, index).proof).to.deep.equal(standard.getProof(place));
    }
  });

  it("behavior: does not depend on the order of the list", () => {
    const reversed = buildContributorTree([...three().leaves].reverse());

    expect(reversed.root).to.equal(three().root);
  });

  const refusals = {
    nobody: [],
    "an index twice": [
      { account: ALICE, units: 1n, index: 1n },
      { account: BOB, units: 1n },
    ],
    "no units": [{ account: ALICE, units: 0n }],
    "a negative index": [{ account: ALICE, units: 1n, index: -1n }],
    "more units than there are": [
      { account: ALICE, units: 100_000_000n },
      { account: BOB, units: 1n },
    ],
  };
  for (const [what, contributors] of Object.entries(refusals)) {
    it(`error: ${what}`, () => {
      expect(() => buildContributorTree(contributors)).to.throw(InvalidContributorsError);
    });
  }

  it("error: an account that is no address", () => {
    const contributors = [
      { account: ALICE, units: 1n },
      { account: `${BOB}0`, units: 1n },
    ];

    expect(() => buildContributorTree(contributors))
      .to.throw(InvalidAddressError)
      .with.property("what", "contributor 1");
  });
});

describe("contributorProof", () => {
  it("error: an index that no leaf has", () => {
    expect(() => contributorProof(three(), 1n))
      .to.throw(InvalidContributorsError)
      .with.property("index", 1n);
  });

  it("error: a tree whose leaves are not under its root", () => {
    const altered = { ...three(), root: `0x${"11".repeat(32)}` };

    expect(() => contributorProof(altered, 5n)).to.throw(InvalidContributorsError);
  });
});

describe("serializeContributors and parseContributorFile", () => {
  it("default: give the same tree back", () => {
    expect(parseContributorFile(serializeContributors(three()))).to.deep.equal(three());
  });

  const change = (
    edit: (file: { root: string; units: string; leaves: { units: string }[] }) => void,
  ) => {
    const file = JSON.parse(serializeContributors(three())) as Parameters<typeof edit>[0];
    edit(file);
    return JSON.stringify(file);
  };
  const faults = {
    "something else than JSON": "{",
    "JSON of another kind": '{"format":"other","version":1,"root":"0x","units":"0","leaves":[]}',
    "a leaf that was changed": change((file) => {
      file.leaves[0]!.units = "2";
      file.units = "100000001";
    }),
    "units that were moved between leaves": change((file) => {
      file.leaves[0]!.units = "2";
      file.leaves[1]!.units = "99999995";
    }),
    "a wrong sum": change((file) => {
      file.units = "99999999";
    }),
    "a wrong root": change((file) => {
      file.root = `0x${"00".repeat(32)}`;
    }),
    "units that are no whole number": change((file) => {
      file.leaves[0]!.units = "1.5";
    }),
  };
  for (const [what, json] of Object.entries(faults)) {
    it(`error: ${what}`, () => {
      expect(() => parseContributorFile(json)).to.throw(InvalidContributorsError);
    });
  }
});
