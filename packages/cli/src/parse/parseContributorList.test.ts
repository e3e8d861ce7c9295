import { buildContributorTree, InvalidContributorsError, serializeContributors } from "@sahara/sdk";
import { expect } from "chai";

import { FileError } from "../errors.ts";
import { parseContributorList } from "./parseContributorList.ts";

const ALICE = "0x70997970C51812dc3A010C7d01b50e0d17dc79C8";
const BOB = "0x3C44CdDdB6a900fa2b585dd299e03d12FA4293BC";
const BOTH = [
  { account: ALICE, units: 12_500_000n },
  { account: BOB, units: 1n },
];

const parse = (text: string) => parseContributorList("people", text);

describe("parseContributorList", () => {
  const FORMS = {
    "CSV without a head": `${ALICE},12.5%\n${BOB},1\n`,
    "CSV with head, comments, empty lines, quotes and carriage returns": [
      ...["address,share", "# first", `"${ALICE}" , "12.5%"`, "", `${BOB},1`, ""],
    ].join("\r\n"),
    "a JSON list": JSON.stringify([
      { account: ALICE, units: "12.5%" },
      { account: BOB, units: 1 },
    ]),
  };
  for (const [name, text] of Object.entries(FORMS)) {
    it(`default: reads ${name}`, () => {
      expect(parse(text)).to.deep.equal(BOTH);
    });
  }

  it("default: reads a contributor file, with its indexes", () => {
    const tree = buildContributorTree(BOTH);

    expect(parse(serializeContributors(tree))).to.deep.equal(tree.leaves);
  });

  const REFUSED = {
    "a line without units": [`${ALICE}\n`, /^people: line 1 is not "address,units"/],
    "a line with more": [`${ALICE},1,2`, /^people: line 1 is not "address,units"/],
    "units that are none, by the line in the file": [
      `address,units\n\n${ALICE},lots`,
      /^people: line 3: "lots" is no whole number/,
    ],
    "an account that is none": [
      `address,units\nbob,1`,
      /^people: line 2: "bob" is not an address for a contributor/,
    ],
    "an account of an entry that is none": [
      '[{"account":"bob","units":1}]',
      /^people: \[0\]\.account: "bob" is not an address/,
    ],
    "more than everything": [`${ALICE},101%`, /^people: line 1: "101%" is more than 100%/],
    "nobody, under a head": ["address,units\n", /^people: it names no contributor\.$/],
    "nobody in a list": ["[]", /^people: it names no contributor\.$/],
    "an entry without units": [`[{"account":"${ALICE}"}]`, /^people: \[0\]\.units: it is missing/],
    "an entry that is none": ["[1]", /^people: \[0\]: it is no JSON object/],
    "half a file": ['[{"account":', /^people: it is not JSON/],
  } as const;
  for (const [name, [text, message]] of Object.entries(REFUSED)) {
    it(`error: ${name}`, () => {
      expect(() => parse(text)).to.throw(FileError, message);
    });
  }

  it("error: a contributor file whose root is not that of its leaves", () => {
    const tree = buildContributorTree(BOTH);
    const altered = serializeContributors(tree).replace(tree.root, `0x${"00".repeat(32)}`);

    expect(() => parse(altered)).to.throw(InvalidContributorsError);
  });
});
