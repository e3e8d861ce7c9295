import { expect } from "chai";
import { getAddress, hexlify, id, randomBytes, TypedDataEncoder } from "ethers";

import { randomStruct } from "../../test/randomStruct.ts";
import { createDigests, jobsDomain, meterDomain, operatorsDomain } from "./digests.ts";
import { ethersSignatures } from "./signatures.ts";
import { DETERMINISTIC, type StructName, USAGE_TYPES } from "./structs.ts";

const VECTORS = 50;
const CONTRACT = getAddress(hexlify(randomBytes(20)));
const NAMES = Object.keys(USAGE_TYPES) as StructName[];

describe("createDigests", () => {
  for (const name of NAMES) {
    it(`default: equals ethers' TypedDataEncoder for ${name}`, () => {
      const domain = meterDomain(31337n, CONTRACT);
      const digests = createDigests(domain, ethersSignatures);
      const types = { [name]: [...USAGE_TYPES[name]] };

      for (let vector = 0; vector < VECTORS; vector++) {
        const struct = randomStruct(name);
        const expected = TypedDataEncoder.hash(domain, types, struct);
        expect(digests.id(name, struct)).to.equal(expected, JSON.stringify(struct, String));
        expect(hexlify(digests.digest(name, struct))).to.equal(expected);
      }
    });
  }

  it("behavior: no struct leaves anything behind in the words of the next", () => {
    const digests = createDigests(meterDomain(1n, CONTRACT), ethersSignatures);
    const [first, second] = [randomStruct("Offer"), randomStruct("Offer")];
    const before = digests.id("Offer", first);

    digests.id("Offer", second);

    expect(digests.id("Offer", first)).to.equal(before);
  });

  it("args: the domain, whatever the size of its chain id", () => {
    for (const domain of [
      meterDomain(2n ** 64n + 5n, CONTRACT),
      operatorsDomain(1n, CONTRACT),
      jobsDomain(31337n, CONTRACT.toLowerCase()),
    ]) {
      const struct = randomStruct("OperatorKey");
      const types = { OperatorKey: [...USAGE_TYPES.OperatorKey] };
      const digests = createDigests(domain, ethersSignatures);

      expect(digests.id("OperatorKey", struct)).to.equal(
        TypedDataEncoder.hash(domain, types, struct),
      );
    }
  });
});

describe("DETERMINISTIC", () => {
  it("is the constant of the contracts", () => {
    expect(DETERMINISTIC).to.equal(id("sahara.attestation.deterministic.v1"));
  });
});
