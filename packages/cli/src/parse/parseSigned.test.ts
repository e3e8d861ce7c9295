import { expect } from "chai";

import { FileError } from "../errors.ts";
import { parseSigned, serializeSigned, type Signed } from "./parseSigned.ts";

const ACCOUNT = "0x70997970C51812dc3A010C7d01b50e0d17dc79C8";
const HASH = `0x${"ab".repeat(32)}`;
const SIGNATURE = `0x${"cd".repeat(65)}`;

const DOCUMENTS: Signed[] = [
  {
    kind: "REGISTRATION",
    signed: {
      registration: {
        ...{ kind: 1n, contentRoot: HASH, metadataRoot: HASH, salt: HASH, currencies: 3n },
        parents: [{ asset: 1n, relation: 0n, license: 4_294_967_297n }],
        contributors: [{ account: ACCOUNT, units: 5n }],
        ...{ contributorRoot: HASH, contributorRootUnits: 7n, terms: [HASH] },
      },
      ...{ owner: ACCOUNT, nonce: 2n, deadline: 1_900_000_000n, signature: SIGNATURE },
    },
  },
  {
    kind: "APPROVAL",
    signed: {
      approval: { assetId: 1n, termsId: HASH, licensee: ACCOUNT, salt: HASH, deadline: 9n },
      signature: SIGNATURE,
    },
  },
  {
    kind: "PAYMENT",
    signed: {
      ...{ assetId: 1n, token: ACCOUNT, ref: HASH, from: ACCOUNT, amount: 10n ** 30n },
      ...{ validAfter: 0n, validBefore: 9n, salt: HASH, signature: SIGNATURE },
    },
  },
  {
    kind: "OFFER",
    signed: {
      offer: {
        ...{ assetId: 1n, version: 2, operator: ACCOUNT.toLowerCase() },
        ...{ token: ACCOUNT.toLowerCase(), operatorBps: 3_000 },
        ...{ maxPricePerCall: 10n ** 18n, creditLimit: 0n, validFrom: 1, validUntil: 9 },
        ...{ modelHash: HASH, termsHash: HASH, attestationPolicy: HASH },
      },
      signature: SIGNATURE,
    },
  },
];

describe("parseSigned", () => {
  for (const document of DOCUMENTS) {
    it(`default: reads a ${document.kind.toLowerCase()} back as it was signed`, () => {
      expect(parseSigned("signed.json", serializeSigned(document))).to.deep.equal(document);
    });
  }

  const [registration] = DOCUMENTS;
  const text = serializeSigned(registration!);
  const REFUSED = {
    "another file": ['{ "uses": [] }', /^signed\.json: it was not written by `sign`\./],
    "another kind": [text.replace('"REGISTRATION"', '"WILL"'), /^signed\.json: kind: "WILL" is /],
    "an account that is none": [
      text.replace(`"owner": "${ACCOUNT}"`, '"owner": "0x12"'),
      /^signed\.json: signed\.owner: "0x12" is not an address/,
    ],
    "a number that is none": [
      text.replace('"nonce": "2"', '"nonce": "two"'),
      /^signed\.json: signed\.nonce: "two" is no whole number\./,
    ],
    "a signature that is none": [
      text.replace(SIGNATURE, "yes"),
      /^signed\.json: signed\.signature: "yes" is no signature\./,
    ],
    "a contributor that is none": [
      text.replace('"units": "5"', '"shares": "5"'),
      /^signed\.json: signed\.registration\.contributors\[0\]\.units: it is missing\.$/,
    ],
  } as const;
  for (const [name, [altered, message]] of Object.entries(REFUSED)) {
    it(`error: ${name}`, () => {
      expect(altered).not.to.equal(text);
      expect(() => parseSigned("signed.json", altered)).to.throw(FileError, message);
    });
  }
});
