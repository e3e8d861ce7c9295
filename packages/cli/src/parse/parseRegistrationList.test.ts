import { expect } from "chai";

import { FileError } from "../errors.ts";
import { parseRegistrationList } from "./parseRegistrationList.ts";

const ROOTS = { root: "0x56", metadataRoot: "0x78" };

const parse = (list: unknown) => parseRegistrationList("list.json", JSON.stringify(list));

describe("parseRegistrationList", () => {
  it("default: reads each asset under the names of the options", () => {
    const entry = {
      ...{ kind: "model", content: "weights.bin", metadata: "model.json" },
      ...{ parents: ["1:TRAINED_ON:2"], contributors: "people.csv", terms: ["0x12"] },
      ...{ currencies: ["SAHARA"], salt: "0x34" },
    };

    const [model, agent] = parse([entry, { kind: "AGENT", ...ROOTS }]);

    expect(model).to.deep.include({
      ...{ kind: "MODEL", content: "weights.bin", metadata: "model.json" },
      parent: [{ asset: 1n, relation: "TRAINED_ON", license: 2n }],
      ...{ contributors: "people.csv", terms: ["0x12"], currency: ["SAHARA"], salt: "0x34" },
    });
    expect(agent).to.deep.include({
      ...{ kind: "AGENT", ...ROOTS, content: undefined },
      ...{ parent: [], terms: [], currency: undefined },
    });
  });

  const REFUSED = {
    "no list": [{ kind: "model" }, /^list\.json: it is no JSON list of assets\.$/],
    "an empty list": [[], /^list\.json: it is no JSON list of assets\.$/],
    "an asset without its kind": [[{ ...ROOTS }], /^list\.json: \[0\]\.kind: it is missing\.$/],
    "a parent that is none": [
      [
        { kind: "model", ...ROOTS },
        { kind: "model", ...ROOTS, parents: ["1"] },
      ],
      /^list\.json: \[1\]\.parents\[0\]: "1" is no parent\./,
    ],
    "an asset without content": [
      [{ kind: "model", metadataRoot: "0x78" }],
      /^list\.json: \[0\]: it needs content or root\.$/,
    ],
    "an asset with its metadata twice": [
      [{ kind: "model", ...ROOTS, metadata: "model.json" }],
      /^list\.json: \[0\]: use metadata or metadataRoot, not both\.$/,
    ],
    "a field that is none": [[{ kind: "model", owner: "0x12" }], /^list\.json: \[0\]: "owner" /],
  } as const;
  for (const [name, [list, message]] of Object.entries(REFUSED)) {
    it(`error: ${name}`, () => {
      expect(() => parse(list)).to.throw(FileError, message);
    });
  }
});
