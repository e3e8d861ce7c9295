import { expect } from "chai";
import { CID } from "multiformats/cid";
import { create as createMultihash } from "multiformats/hashes/digest";
import {
  cidDigest,
  type CidFault,
  cidFromDigest,
  type Digest,
  MalformedDigestError,
  UnsupportedCidError,
} from "./cid.ts";

const HELLO_CID = "bafkreifjjcie6lypi6ny7amxnfftagclbuxndqonfipmb64f2km2devei4";
const HELLO_DIGEST = "0xa948904f2f0f479b8f8197694b30184b0d2ed1c1cd2a1ec0fb85d299a192a447";
const EMPTY_DIRECTORY_CID = "bafybeiczsscdsbs7ffqz55asqdf3smv6klcw3gofszvwlyarci47bgf354";

describe("cidDigest", () => {
  it("default: is the sha2-256 inside a raw CID", () => {
    expect(cidDigest(HELLO_CID)).to.equal(HELLO_DIGEST);
  });

  it("default: is the sha2-256 inside a dag-pb CID", () => {
    const digest = cidDigest(EMPTY_DIRECTORY_CID);

    expect(cidFromDigest(digest, "dag-pb")).to.equal(EMPTY_DIRECTORY_CID);
  });

  it("error: refuses what is not a CIDv1 over sha2-256 with a codec in use", () => {
    const bytes = new Uint8Array(32);
    const refused: [string, CidFault][] = [
      ["hello", "syntax"],
      ["", "syntax"],
      [HELLO_CID.slice(0, -1), "syntax"],
      ["QmUNLLsPACCz1vLxQVkXqqLX5R1X345qqfHbsf67hvA3Nn", "version"],
      [CID.createV1(0x71, createMultihash(0x12, bytes)).toString(), "codec"],
      [CID.createV1(0x55, createMultihash(0x1e, bytes)).toString(), "hash"],
      [CID.createV1(0x55, createMultihash(0x12, bytes.subarray(1))).toString(), "hash"],
    ];
    for (const [cid, fault] of refused) {
      const attempt = () => cidDigest(cid);

      expect(attempt, cid).to.throw(UnsupportedCidError).that.includes({ cid, fault });
    }
  });
});

describe("cidFromDigest", () => {
  it("default: gives back the CID that the digest came from", () => {
    expect(cidFromDigest(HELLO_DIGEST, "raw")).to.equal(HELLO_CID);
  });

  it("args: codec: the same digest names two different things", () => {
    expect(cidFromDigest(HELLO_DIGEST, "dag-pb")).to.not.equal(HELLO_CID);
    expect(cidDigest(cidFromDigest(HELLO_DIGEST, "dag-pb"))).to.equal(HELLO_DIGEST);
  });

  it("args: digest: accepts upper-case digits", () => {
    const upper: Digest = `0x${HELLO_DIGEST.slice(2).toUpperCase()}`;

    expect(cidFromDigest(upper, "raw")).to.equal(HELLO_CID);
  });

  it("error: refuses a digest that is not 32 bytes of hex", () => {
    for (const digest of ["0x", "0xa948", `${HELLO_DIGEST}00`, HELLO_DIGEST.replace("a", "g")]) {
      // The type allows any text after 0x, so the check has to be made at run time.
      expect(() => cidFromDigest(digest as Digest, "raw"))
        .to.throw(MalformedDigestError)
        .with.property("digest", digest);
    }
  });
});
