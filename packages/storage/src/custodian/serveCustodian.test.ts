import { createHash, randomBytes } from "node:crypto";
import { once } from "node:events";
import { createServer, type RequestListener, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import path from "node:path";
import { inspect } from "node:util";

import { expect } from "chai";
import { Wallet } from "ethers";

import { refusal } from "../../test/refusal.ts";
import { flipBit, useFolder } from "../../test/vaultFixtures.ts";
import { type Custody, custodyDigest, custodyToJson } from "../custody/custody.ts";
import { NotEnoughSharesError } from "../custody/custodianFaults.ts";
import { depositShares } from "../custody/depositShares.ts";
import { parseCustody } from "../custody/parseCustody.ts";
import { MalformedDocumentError } from "../custody/parseFields.ts";
import { requestKey } from "../custody/requestKey.ts";
import { shareKey, unwrapShare, type WrappedShare } from "../custody/shareKey.ts";
import {
  type ReleaseRequest,
  releasePlace,
  requestDigest,
  signReleaseRequest,
  signShareDeposit,
} from "../custody/signedMessages.ts";
import { decrypt } from "../encryption/decrypt.ts";
import { createFileKey, exportFileKey, importFileKey } from "../encryption/fileKey.ts";
import { createHeader, VaultHeaderError } from "../encryption/vaultHeader.ts";
import type { HttpServer } from "@sahara/http";
import {
  createEncryptionKeys,
  type EncryptionKeys,
  exportEncryptionKeys,
} from "../keys/encryptionKeys.ts";
import { wrap } from "../keys/hpke.ts";
import { combineShares } from "../keys/shamir.ts";
import { createSignatureCheck } from "./createSignatureCheck.ts";
import type { LicenceQuery, LicenceRefusal } from "./LicenceCheck.ts";
import { type CustodianStore, MAX_CUSTODIES, openCustodianStore } from "./openCustodianStore.ts";
import { serveCustodian } from "./serveCustodian.ts";

const COUNT = 5;
const THRESHOLD = 3;
const LICENSE = 9n;
const EPOCH = 1n;

const owner = Wallet.createRandom();
const licensee = Wallet.createRandom();
const stranger = Wallet.createRandom();
const domain = { chainId: 31_337n, contract: `0x${"c0".repeat(20)}` };
const key = createFileKey();
const accounts = Array.from({ length: COUNT }, () => Wallet.createRandom().address);

describe("custodians", function () {
  this.timeout(60_000);
  const folder = useFolder();
  const strangers: Server[] = [];
  const failures: unknown[] = [];
  let time: bigint;
  let refused: LicenceRefusal | undefined;
  let queries: LicenceQuery[];
  let logged: string[];
  let logFailure: Error | undefined;
  let keys: EncryptionKeys[];
  let stores: CustodianStore[];
  let servers: HttpServer[];
  let custody: Custody;
  let shares: WrappedShare[];

  /** A chain on which the licensee has one licence. */
  const licences = {
    ownerOf: async (assetId: bigint) => (assetId === 7n ? owner.address : undefined),
    check: async (query: LicenceQuery) => {
      queries.push(query);
      if (refused !== undefined) return { granted: false, reason: refused } as const;
      const isLicensee = query.account === licensee.address && query.licenseId === LICENSE;
      return isLicensee
        ? ({ granted: true } as const)
        : ({ granted: false, reason: "NOT_PERMITTED" } as const);
    },
  };
  /** No account has code there. */
  const signatures = createSignatureCheck({ call: async () => `0x${"00".repeat(160)}` });
  const logRelease = async ({ requestHash }: { requestHash: string }) => {
    if (logFailure !== undefined) throw logFailure;
    logged.push(requestHash);
  };

  beforeEach(async () => {
    time = 1_800_000_000n;
    [refused, logFailure] = [undefined, undefined];
    [queries, logged, keys, stores, servers] = [[], [], [], [], []];
    for (let i = 0; i < COUNT; i++) {
      keys.push(createEncryptionKeys());
      stores.push(await openCustodianStore({ file: path.join(folder(), `${i}.sqlite`) }));
      const place = { domain, account: accounts[i]!, licences, signatures, logRelease };
      const deps = { ...place, keys: keys[i]!, store: stores[i]!, now: () => time };
      servers.push(
        await serveCustodian({ ...deps, onFailure: (failure) => failures.push(failure) }),
      );
    }
    await shareAmong(servers.map(({ url }) => url));
    await depositShares({ custody, shares, signer: owner, deadline: time + 60n });
  });
  afterEach(async () => {
    await Promise.all(servers.map((server) => server.stop()));
    for (const store of stores) store.close();
    for (const server of strangers.splice(0)) {
      const closed = once(server, "close");
      server.close();
      server.closeAllConnections();
      await closed;
    }
    expect(failures.splice(0)).to.deep.equal([]);
  });

  async function shareAmong(urls: readonly string[], version = 1n): Promise<void> {
    const custodians = urls.map((url, i) => ({
      ...{ url, account: accounts[i]!, publicKey: keys[i]!.publicKey },
    }));
    const root = "bafkreifjjcie6lypi6ny7amxnfftagclbuxndqonfipmb64f2km2devei4";
    const place = { ...domain, assetId: 7n, version, root, threshold: THRESHOLD };
    ({ custody, shares } = await shareKey({ ...place, uses: ["ACCESS"], key, custodians }));
  }

  const ask = (overrides: { custody?: Custody; timeoutMs?: number } = {}) =>
    requestKey({
      custody,
      epoch: EPOCH,
      signer: licensee,
      licenseId: LICENSE,
      deadline: time + 60n,
      ...overrides,
    });

  /** Puts another server in a custodian's place. */
  function replace(index: number, url: string): Custody {
    // Commitments do not cover addresses; the digest, which the custodians know the custody by, does.
    const seats = custody.seats.map((seat) => (seat.index === index ? { ...seat, url } : seat));
    return { ...custody, seats };
  }

  async function serveAnything(listener: RequestListener): Promise<string> {
    const server = createServer(listener).listen(0, "127.0.0.1");
    strangers.push(server);
    await once(server, "listening");
    return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  }

  /** Shares the next version with servers of any kind in some places, and deposits with those that are custodians. */
  async function shareWith(odd: Record<number, string>): Promise<void> {
    await shareAmong(
      servers.map(({ url }, i) => odd[i + 1] ?? url),
      2n,
    );
    const kept = shares.filter(({ index }) => odd[index] === undefined);
    await depositShares({ custody, shares: kept, signer: owner, deadline: time + 60n });
  }

  /** One that gives a share of its own making, well wrapped. */
  const liar: RequestListener = (request, response) => {
    const pieces: Buffer[] = [];
    request.on("data", (piece: Buffer) => pieces.push(piece));
    request.on("end", () => {
      const body = JSON.parse(Buffer.concat(pieces).toString()) as {
        request: Record<string, string>;
      };
      const fields = body.request;
      const asked = {
        ...fields,
        ...{ assetId: BigInt(fields.assetId!), version: BigInt(fields.version!) },
        epoch: BigInt(fields.epoch!),
        ...{ licenseId: BigInt(fields.licenseId!), nonce: BigInt(fields.nonce!) },
        deadline: BigInt(fields.deadline!),
      } as ReleaseRequest;
      void wrap(randomBytes(32), asked.encryptionKey, releasePlace(domain, asked, 1)).then(
        (wrapped) =>
          response.end(
            JSON.stringify({ index: 1, wrapped: `0x${Buffer.from(wrapped).toString("hex")}` }),
          ),
      );
    });
  };

  describe("requestKey", () => {
    it("default: gives the key to a licensee, who signs once", async () => {
      const { key: found, faults } = await ask();

      expect(found.equals(key)).to.equal(true);
      expect(faults.every(({ fault }) => fault === "late")).to.equal(true);
      const asked = { assetId: 7n, version: 1n, epoch: EPOCH, licenseId: LICENSE };
      for (const { commitment, ...query } of queries) {
        expect(query).to.deep.equal({ ...asked, account: licensee.address });
        expect(custody.seats.map((seat) => seat.commitment)).to.include(commitment);
      }
    });

    it("behavior: a crashed and a lying custodian are named, and the key comes all the same", async () => {
      await shareWith({ 1: await serveAnything(liar) });
      await servers[4]!.stop();
      const { key: found, faults } = await ask();

      expect(found.equals(key)).to.equal(true);
      // All three others are needed, so nobody is late.
      expect(faults.map(({ index, fault }) => [index, fault])).to.deep.equal([
        [1, "wrong-share"],
        [5, "unreachable"],
      ]);
    });

    it("behavior: a slow custodian is not waited for", async () => {
      const slow = await serveAnything(() => undefined);
      await shareWith({ 2: slow });
      const { key: found, faults } = await ask({ timeoutMs: 50_000 });

      expect(found.equals(key)).to.equal(true);
      expect(faults.find(({ index }) => index === 2)).to.include({ url: slow, fault: "late" });
    });

    it("error: too few: crashed, slow, lying, mute and rambling ones are named", async () => {
      const odd = {
        1: await serveAnything(liar),
        2: await serveAnything(() => undefined),
        3: await serveAnything((_, response) => response.end("{}")),
        4: await serveAnything((_, response) => response.end("x".repeat(100_000))),
      };
      await shareWith(odd);
      await servers[4]!.stop();
      const error = await refusal(ask({ timeoutMs: 5_000 }), NotEnoughSharesError);

      expect(error).to.include({ found: 0, threshold: THRESHOLD });
      expect(error.faults.map(({ url, fault }) => [url, fault])).to.deep.equal([
        [odd[1], "wrong-share"],
        [odd[2], "timeout"],
        [odd[3], "malformed"],
        [odd[4], "malformed"],
        [servers[4]!.url, "unreachable"],
      ]);
    });

    for (const reason of ["REVOKED", "EXPIRED", "DISPUTED", "OTHER_SHARE"] as const) {
      it(`error: ${reason} gets no share from then on`, async () => {
        await ask();
        refused = reason;
        const { faults } = await refusal(ask(), NotEnoughSharesError);

        expect(faults.map(({ fault }) => fault)).to.deep.equal(Array(COUNT).fill("refused"));
        expect(faults[0]!.detail).to.match(/[a-z]/);
      });
    }

    it("error: an account without licence, and a custody that was changed", async () => {
      await refusal(
        requestKey({
          ...{ custody, epoch: EPOCH, signer: stranger },
          ...{ licenseId: LICENSE, deadline: time + 60n },
        }),
        NotEnoughSharesError,
      );
      await refusal(ask({ custody: replace(1, servers[1]!.url) }), NotEnoughSharesError);
      await refusal(ask({ custody: { ...custody, uses: ["TRAIN"] } }), NotEnoughSharesError);
    });
  });

  it("colluding custodians, one too few, can't open the vault", async () => {
    const opened = await Promise.all(
      shares.slice(0, THRESHOLD).map((share, i) => unwrapShare(share, custody, keys[i]!)),
    );
    const { bytes } = createHeader(key, "file");
    const two = importFileKey(combineShares(opened.slice(0, THRESHOLD - 1)));
    const guessed = importFileKey(
      combineShares([...opened.slice(0, 2), { index: 3, value: randomBytes(32) }]),
    );
    for (const wrong of [two, guessed]) await refusal(decrypt([bytes], wrong), VaultHeaderError);
    expect(importFileKey(combineShares(opened)).equals(key)).to.equal(true);
  });

  describe("POST /v1/releases", () => {
    let request: ReleaseRequest;
    beforeEach(() => {
      request = {
        ...{
          custody: custodyDigest(custody),
          requester: licensee.address,
          assetId: 7n,
          version: 1n,
          epoch: EPOCH,
        },
        ...{ licenseId: LICENSE, encryptionKey: createEncryptionKeys().publicKey },
        ...{ nonce: 1n, deadline: time + 60n },
      };
    });

    const toJson = (fields: ReleaseRequest) =>
      Object.fromEntries(
        Object.entries(fields).map(([name, value]) => [
          name,
          typeof value === "bigint" ? `${value}` : value,
        ]),
      );
    async function post(body: unknown, type = "application/json"): Promise<[number, string]> {
      const text = typeof body === "string" ? body : JSON.stringify(body);
      const init = { method: "POST", headers: { "Content-Type": type }, body: text };
      const response = await fetch(`${servers[0]!.url}/v1/releases`, init);
      const answer = (await response.json()) as { type?: string };
      return [response.status, answer.type?.replace("urn:sahara:problem:", "") ?? ""];
    }
    async function postSigned(fields: ReleaseRequest, signer = licensee) {
      const signature = await signReleaseRequest(signer, domain, fields);
      return await post({ request: toJson(fields), signature });
    }

    it("default: logs a request by its digest, then answers it, as often as it comes", async () => {
      const next = { ...request, nonce: 2n };
      for (const asked of [request, request, next]) {
        expect(await postSigned(asked)).to.deep.equal([200, ""]);
      }
      const [first, second] = [request, next].map((asked) => requestDigest(domain, asked));
      expect(logged).to.deep.equal([first, first, second]);
    });

    it("error: what can't be logged is not released, and the operator is told", async () => {
      logFailure = new Error("no gas");
      expect(await postSigned(request)).to.deep.equal([500, "failed"]);
      expect(failures.splice(0)).to.deep.equal([{ path: "/v1/releases", error: logFailure }]);

      logFailure = undefined;
      expect(await postSigned(request)).to.deep.equal([200, ""]);
    });

    it("behavior: nothing is logged for who gets nothing", async () => {
      await postSigned({ ...request, encryptionKey: `0x${"00".repeat(32)}` });
      await postSigned({ ...request, licenseId: 10n });
      expect(logged).to.deep.equal([]);
    });

    it("error: any signed field that was changed", async () => {
      const signature = await signReleaseRequest(licensee, domain, request);
      const changes: Partial<ReleaseRequest>[] = [
        { custody: `0x${"11".repeat(32)}` },
        { requester: stranger.address },
        { assetId: 8n },
        { version: 2n },
        { epoch: 2n },
        { licenseId: 10n },
        { encryptionKey: createEncryptionKeys().publicKey },
        { nonce: 3n },
        { deadline: time + 61n },
      ];
      for (const change of changes) {
        const body = { request: toJson({ ...request, ...change }), signature };
        expect(await post(body), inspect(change)).to.deep.equal([401, "bad-signature"]);
      }
      const other = { ...domain, chainId: 1n };
      const elsewhere = await signReleaseRequest(licensee, other, request);
      const body = { request: toJson(request), signature: elsewhere };
      expect(await post(body)).to.deep.equal([401, "bad-signature"]);
    });

    it("error: rightly signed, but too old, too long, for another custody, asset, version or licence", async () => {
      const odd: [Partial<ReleaseRequest>, number, string][] = [
        [{ deadline: time - 1n }, 403, "request-expired"],
        [{ deadline: time + 601n }, 403, "request-expired"],
        [{ custody: `0x${"11".repeat(32)}` }, 404, "not-found"],
        [{ assetId: 8n }, 400, "bad-request"],
        [{ version: 2n }, 400, "bad-request"],
        [{ licenseId: 10n }, 403, "not-releasable"],
        [{ encryptionKey: `0x${"00".repeat(32)}` }, 400, "bad-request"],
      ];
      for (const [change, status, problem] of odd) {
        const fields = { ...request, ...change, nonce: BigInt(status) };
        expect(await postSigned(fields), inspect(change)).to.deep.equal([status, problem]);
      }
      expect(await postSigned({ ...request, requester: stranger.address }, stranger)).to.deep.equal(
        [403, "not-releasable"],
      );
    });

    it("error: hostile bodies, and the next request is answered", async () => {
      const signature = await signReleaseRequest(licensee, domain, request);
      const whole = { request: toJson(request), signature };
      const bodies: unknown[] = [
        "",
        "{",
        "null",
        "[]",
        '"text"',
        "[".repeat(50_000),
        { request: whole.request },
        { ...whole, more: 1 },
        { ...whole, request: null },
        { ...whole, signature: "0x0" },
        { ...whole, signature: `0x${"00".repeat(4_097)}` },
        { ...whole, request: { ...whole.request, nonce: 1 } },
        { ...whole, request: { ...whole.request, nonce: "-1" } },
        { ...whole, request: { ...whole.request, nonce: "01" } },
        { ...whole, request: { ...whole.request, nonce: (2n ** 256n).toString() } },
        { ...whole, request: { ...whole.request, deadline: (2n ** 255n).toString() } },
        { ...whole, request: { ...whole.request, epoch: (2n ** 32n).toString() } },
        { ...whole, request: { ...whole.request, requester: "0x1" } },
        JSON.stringify(whole).replace('"nonce"', '"__proto__"'),
      ];
      for (const body of bodies) {
        expect(await post(body), inspect(body).slice(0, 99)).to.deep.equal([400, "bad-request"]);
      }
      expect(await post(whole, "text/plain")).to.deep.equal([400, "bad-request"]);
      expect(await post({ ...whole, signature: `0x${"11".repeat(65)}` })).to.deep.equal([
        401,
        "bad-signature",
      ]);
      expect(await post("x".repeat(300_000))).to.deep.equal([413, "too-large"]);
      const requester = licensee.address.toUpperCase().replace("X", "x");
      for (const asked of [whole.request, { ...whole.request, requester }]) {
        expect(await post({ ...whole, request: asked })).to.deep.equal([200, ""]);
      }
    });

    it("error: other methods and paths", async () => {
      const statuses = await Promise.all(
        [
          ["GET", "/v1/releases"],
          ["POST", "/v1/custodian"],
          ["GET", "/v1/shares/1"],
          ["GET", "/"],
        ].map(
          async ([method = "", target = ""]) =>
            (await fetch(servers[0]!.url + target, { method })).status,
        ),
      );
      expect(statuses).to.deep.equal([405, 405, 404, 404]);
    });
  });

  describe("POST /v1/shares", () => {
    /** Deposits share 1 at its custodian, with parts of the message replaced. */
    async function deposit({
      signer = owner,
      wrapped = shares[0]!.wrapped,
      of = custody,
      index = 1,
      deadline = time + 60n,
      signedFor = domain,
    } = {}): Promise<[number, string]> {
      const shareHash = `0x${createHash("sha256").update(wrapped).digest("hex")}` as const;
      const message = { custody: custodyDigest(of), index, shareHash, deadline };
      const signature = await signShareDeposit(signer, signedFor, message);
      const body = JSON.stringify({
        deposit: { ...message, deadline: deadline.toString() },
        custody: custodyToJson(of),
        wrapped: `0x${Buffer.from(wrapped).toString("hex")}`,
        signature,
      });
      const init = { method: "POST", headers: { "Content-Type": "application/json" }, body };
      const response = await fetch(`${servers[0]!.url}/v1/shares`, init);
      const text = await response.text();
      const problem = text === "" ? "" : (JSON.parse(text) as { type: string }).type;
      return [response.status, problem.replace("urn:sahara:problem:", "")];
    }

    it("default: the same share again changes nothing", async () => {
      expect(await deposit()).to.deep.equal([204, ""]);
    });

    it("behavior: what is kept is there after a restart", async () => {
      const again = await openCustodianStore({ file: path.join(folder(), "0.sqlite") });
      const digest = custodyDigest(custody);

      expect(again.find(digest)).to.deep.equal(stores[0]!.find(digest));
      expect(again.find(digest)?.share.index).to.equal(1);
      again.close();
    });

    it("behavior: keeps another sharing of the version beside it, up to a bound", async () => {
      const [first, firstShare] = [custody, shares[0]!.wrapped];
      for (let kept = 1; kept < MAX_CUSTODIES; kept++) {
        await shareAmong(servers.map(({ url }) => url));
        expect(await deposit()).to.deep.equal([204, ""]);
      }
      await shareAmong(servers.map(({ url }) => url));

      expect(await deposit()).to.deep.equal([409, "conflict"]);
      expect(await deposit({ of: first, wrapped: firstShare })).to.deep.equal([204, ""]);
      expect((await ask({ custody: first })).key.equals(key)).to.equal(true);
    });

    it("error: any byte of the wrapped share, another place, another signer, chain or time", async () => {
      for (let at = 0; at < shares[0]!.wrapped.length; at++) {
        const wrapped = flipBit(shares[0]!.wrapped, at);
        expect(await deposit({ wrapped }), `byte ${at}`).to.deep.equal([400, "bad-request"]);
      }
      expect(await deposit({ index: 2 })).to.deep.equal([400, "bad-request"]);
      expect(await deposit({ signer: stranger })).to.deep.equal([403, "not-owner"]);
      expect(await deposit({ of: { ...custody, assetId: 8n } })).to.deep.equal([403, "not-owner"]);
      expect(await deposit({ of: { ...custody, chainId: 1n } })).to.deep.equal([
        400,
        "bad-request",
      ]);
      expect(await deposit({ signedFor: { ...domain, chainId: 1n } })).to.deep.equal([
        403,
        "not-owner",
      ]);
      expect(await deposit({ deadline: time - 1n })).to.deep.equal([403, "request-expired"]);
      expect(await deposit({ deadline: time + 601n })).to.deep.equal([403, "request-expired"]);
    });

    it("error: any field of the custody that the share was not made for", async () => {
      const { threshold, seats } = custody;
      const others: Custody[] = [
        { ...custody, version: 2n },
        { ...custody, root: custody.root.replace("i4", "iy") },
        { ...custody, uses: ["TRAIN"] },
        { ...custody, threshold: threshold - 1 },
        { ...custody, seats: seats.slice(0, 4) },
        { ...custody, seats: seats.with(1, { ...seats[1]!, url: "http://other" }) },
        { ...custody, seats: seats.with(0, { ...seats[0]!, account: accounts[1]! }) },
        { ...custody, seats: seats.with(1, { ...seats[1]!, account: accounts[0]! }) },
        { ...custody, seats: seats.with(1, { ...seats[1]!, commitment: seats[0]!.commitment }) },
      ];
      for (const of of others) expect(await deposit({ of })).to.deep.equal([400, "bad-request"]);
    });
  });

  it("nothing that a custodian keeps, answers, logs or throws shows a secret", async () => {
    const opened = await unwrapShare(shares[0]!, custody, keys[0]!);
    const { key: found } = await ask();
    refused = "REVOKED";
    const error = await refusal(ask(), NotEnoughSharesError);
    const about = await (await fetch(`${servers[0]!.url}/v1/custodian`)).text();
    const kept = stores[0]!.find(custodyDigest(custody));

    const secrets = [opened.value, exportFileKey(key), exportEncryptionKeys(keys[0]!)].map(
      (bytes) => Buffer.from(bytes).toString("hex"),
    );
    const shown = [
      inspect(error, { depth: 9 }),
      about,
      JSON.stringify(custodyToJson(custody)),
      inspect(found),
    ];
    shown.push(Buffer.from(kept!.share.wrapped).toString("hex"), inspect(keys[0], { depth: 9 }));
    for (const text of shown) for (const secret of secrets) expect(text).to.not.include(secret);
  });
});

describe("parseCustody", () => {
  const seat = {
    index: 1,
    url: "http://a",
    account: `0x${"44".repeat(20)}`,
    publicKey: `0x${"11".repeat(32)}`,
    commitment: `0x${"22".repeat(32)}`,
  };
  const document = {
    ...{ chainId: "1", contract: `0x${"33".repeat(20)}`, assetId: "7", version: "1", root: "bafk" },
    ...{ uses: ["ACCESS", "TRAIN"], threshold: 2, seats: [seat, { ...seat, index: 2 }] },
  };

  it("default: gives back what was written", () => {
    expect(custodyToJson(parseCustody(document))).to.deep.equal(document);
  });

  it("error: any member that is missing, or is not what it should be", () => {
    for (const name of Object.keys(document)) {
      for (const value of [undefined, null, -1, "", {}, []]) {
        const { [name]: _, ...rest } = document as Record<string, unknown>;
        const odd = value === undefined ? rest : { ...rest, [name]: value };
        expect(() => parseCustody(odd), `${name} ${inspect(value)}`).to.throw(
          MalformedDocumentError,
        );
      }
    }
    for (const name of Object.keys(seat)) {
      const odd = { ...document, seats: [{ ...seat, [name]: "x" }, document.seats[1]] };
      expect(() => parseCustody(odd), name).to.throw(MalformedDocumentError);
    }
    const order = { ...document, uses: ["TRAIN", "ACCESS"] };
    expect(() => parseCustody(order)).to.throw(MalformedDocumentError);
  });
});
