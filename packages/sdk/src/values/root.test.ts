import { expect } from "chai";

import { InvalidRootError } from "../errors/inputErrors.ts";
import { parseRoot } from "./root.ts";

/** `ipfs add --cid-version=1` of "hello world\n". */
const CID = "bafkreifjjcie6lypi6ny7amxnfftagclbuxndqonfipmb64f2km2devei4";
const DIGEST = "0xa948904f2f0f479b8f8197694b30184b0d2ed1c1cd2a1ec0fb85d299a192a447";
/** The empty UnixFS directory, a dag-pb block. */
const DIRECTORY_CID = "bafybeiczsscdsbs7ffqz55asqdf3smv6klcw3gofszvwlyarci47bgf354";
const DIRECTORY_DIGEST = "0x59948439065f29619ef41280cbb932be52c56d99c5966b65e0111239f098bbef";

describe("parseRoot", () => {
  it("default: keeps a digest, in lower case", () => {
    expect(parseRoot(DIGEST, "content root")).to.equal(DIGEST);
    expect(parseRoot(`0x${DIGEST.slice(2).toUpperCase()}`, "content root")).to.equal(DIGEST);
  });

  it("behavior: takes the digest out of a CID, raw or dag-pb", () => {
    expect(parseRoot(CID, "content root")).to.equal(DIGEST);
    expect(parseRoot(DIRECTORY_CID, "content root")).to.equal(DIRECTORY_DIGEST);
  });

  const refused = {
    "a short digest": DIGEST.slice(0, -2),
    "no prefix": DIGEST.slice(2),
    "a CIDv0": "QmdfTbBqBPQ7VNxZEYEj14VmRuZBkqFbiwReogJgS1zR1n",
    "a truncated CID": CID.slice(0, -1),
    "a CID in capitals": CID.toUpperCase(),
    "a CID with the codec dag-cbor": "bafyreigbtj4x7ip5legnfznufuopl4sg4knzc2cof6duas4b3q2fy6swua",
    nothing: "",
  };
  for (const [what, text] of Object.entries(refused)) {
    it(`error: ${what}`, () => {
      expect(() => parseRoot(text, "content root")).to.throw(InvalidRootError);
    });
  }
});
