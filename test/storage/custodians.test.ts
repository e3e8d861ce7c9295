import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import os from "node:os";
import path from "node:path";

import type { Sahara } from "@sahara/sdk";
import {
  addFile,
  connectCustodian,
  createEncryptionKeys,
  createFileKey,
  createFolderStore,
  type Custody,
  type CustodianStore,
  custodyDigest,
  depositShares,
  fetchFile,
  type HttpServer,
  NotEnoughSharesError,
  openCustodianStore,
  RELEASE_REQUEST_TYPES,
  requestKey,
  serveCustodian,
  shareKey,
} from "@sahara/storage";
import { expect } from "chai";
import { type Signer, TypedDataEncoder } from "ethers";

import { ethers, networkHelpers, provider } from "../helpers/chain.ts";
import { loadSdk, registerRoot, type SdkFixture } from "../sdk/connectSahara.ts";

const HOUR = 3600n;
const PLAINTEXT = "mail that is worth something";
const SIGNED_FOR = { name: "Sahara Key Custody", version: "1" };
const ACTORS = ["contributor", "otherContributor", "payer", "relayer", "otherOwner"] as const;

/** What a contract account may answer, in the order of OddWallet. */
const MOODS = ["approve", "lie", "short", "refuse", "burn", "bomb", "bombRevert"];

const now = () => BigInt(Math.floor(Date.now() / 1_000));
const soon = () => now() + 300n;

describe("custodians, three of five of whom are there", function () {
  this.timeout(60_000);
  const key = createFileKey();
  const places: { account: string; url: string; publicKey: `0x${string}` }[] = [];
  const servers: HttpServer[] = [];
  const stores: CustodianStore[] = [];
  const failures: unknown[] = [];
  let folder: string;
  let fixture: SdkFixture;
  let assetId: bigint;
  let termsId: string;
  let licenseId: bigint;
  let custody: Custody;
  let epoch: bigint;

  beforeEach(async () => {
    folder = await mkdtemp(path.join(os.tmpdir(), "sahara-custodians-"));
    fixture = await loadSdk();
    const { owner, licensee } = fixture.sdk;
    for (const actor of ACTORS) await startCustodian(fixture.sdk[actor]);
    ({ termsId } = await owner.registerTerms({
      ...{ uses: ["ACCESS"], duration: HOUR, rules: ["REVOCABLE"] },
    }));
    assetId = await registerRoot(owner, { terms: [termsId] });
    ({ licenseId } = await licensee.buyLicense({ assetId, termsId }));

    await writeFile(path.join(folder, "plain"), PLAINTEXT);
    const { root } = await addFile({ store: vault(), file: path.join(folder, "plain"), key });
    ({ custody, epoch } = await entrust(root));
    // All three that are left are needed, so nobody logs after the key came together.
    await Promise.all(servers.splice(3).map((server) => server.stop()));
  });
  afterEach(async () => {
    await Promise.all(servers.splice(0).map((server) => server.stop()));
    for (const store of stores.splice(0)) store.close();
    places.length = 0;
    await rm(folder, { recursive: true });
    expect(failures.splice(0)).to.deep.equal([]);
  });

  const vault = () => createFolderStore({ folder: path.join(folder, "vault") });

  async function startCustodian(sahara: Sahara): Promise<void> {
    const place = await connectCustodian(sahara);
    const keys = createEncryptionKeys();
    const store = await openCustodianStore({ file: path.join(folder, `${place.account}.sqlite`) });
    stores.push(store);
    const onFailure = (failure: unknown) => failures.push(failure);
    const server = await serveCustodian({ ...place, keys, store, now, onFailure });
    servers.push(server);
    places.push({ account: place.account, url: server.url, publicKey: keys.publicKey });
  }

  /** The owner shares the key, hands the shares out, and sets the policy that comes back. */
  async function entrust(root: string, custodians = places) {
    const { chainId, addresses, signer } = fixture.sdk.owner.clients;
    const place = { chainId, contract: addresses.vault, assetId, version: 1n, root };
    const shared = await shareKey({ ...place, uses: ["ACCESS"], threshold: 3, key, custodians });
    const policy = await depositShares({ ...shared, signer: signer!, deadline: soon() });
    const set = await fixture.sdk.owner.setReleasePolicy(policy);
    return { custody: shared.custody, epoch: set.epoch };
  }

  const ask = async (options: Partial<Parameters<typeof requestKey>[0]> = {}) =>
    await requestKey({
      ...{ custody, epoch, licenseId, deadline: soon() },
      ...{ signer: fixture.contracts.licensee, ...options },
    });

  /** What the custodians say, all the same, to a request that gets nothing and is not logged. */
  async function refusalOf(options: Parameters<typeof ask>[0] = {}): Promise<string> {
    const before = await released();
    const error: unknown = await ask(options).catch((thrown: unknown) => thrown);
    if (!(error instanceof NotEnoughSharesError)) throw new Error("it was not refused");
    const said = error.faults.filter(({ fault }) => fault === "refused");
    const [reason, ...others] = new Set(said.map(({ detail }) => detail));
    expect([said.length, others, await released()]).to.deep.equal([3, [], before]);
    return reason!;
  }

  /** The log of releases on chain. */
  async function released() {
    const { contracts } = fixture;
    const events = await contracts.vault.queryFilter(contracts.vault.filters.KeyReleased());
    return events.map(({ args }) => {
      const { account, custodian, version, epoch, licenseId, requestHash } = args;
      return { assetId: args.assetId, account, custodian, version, epoch, licenseId, requestHash };
    });
  }

  it("give a licensee the key that opens the vault, and log to whom", async () => {
    const { key: found } = await ask();
    const file = path.join(folder, "opened");
    await fetchFile({ source: vault(), root: custody.root, key: found, file });
    expect(await readFile(file, "utf8")).to.equal(PLAINTEXT);

    const log = await released();
    const custodians = places.slice(0, 3).map(({ account }) => account);
    expect(log.map(({ custodian }) => custodian)).to.have.members(custodians);
    expect(new Set(log.map(({ requestHash }) => requestHash)).size).to.equal(1);
    const account = fixture.contracts.licensee.address;
    for (const release of log) {
      expect(release).to.include({ assetId, version: 1n, epoch, licenseId, account });
    }
  });

  it("answer a request again without a second log, until it is due no more", async () => {
    const { licensee } = fixture.contracts;
    const { chainId, contract } = custody;
    const domain = { ...SIGNED_FOR, chainId, verifyingContract: contract };
    const request = {
      ...{ custody: custodyDigest(custody), requester: licensee.address },
      ...{ assetId, version: 1n, epoch, licenseId, nonce: 1n, deadline: soon() },
      encryptionKey: createEncryptionKeys().publicKey,
    };
    const signature = await licensee.signTypedData(domain, RELEASE_REQUEST_TYPES, request);
    const body = JSON.stringify({ request, signature }, (_, value: unknown) =>
      typeof value === "bigint" ? value.toString() : value,
    );
    const headers = { "Content-Type": "application/json" };
    const post = async () =>
      (await fetch(`${places[0]!.url}/v1/releases`, { method: "POST", headers, body })).status;

    expect(await Promise.all([post(), post(), post()])).to.deep.equal([200, 200, 200]);
    const log = await released();
    expect(log.map(({ requestHash }) => requestHash)).to.deep.equal([
      TypedDataEncoder.hash(domain, RELEASE_REQUEST_TYPES, request),
    ]);
    await fixture.sdk.owner.revokeLicense({ licenseId });
    expect(await post()).to.equal(403);
  });

  it("refuse who has no licence, and whose licence has ended since", async () => {
    const { stranger } = fixture.contracts;
    expect(await refusalOf({ signer: stranger })).to.match(/neither holds the licence/);
    expect(await refusalOf({ signer: stranger, licenseId: 0n })).to.match(/Only the asset's owner/);

    await ask();
    const snapshot = await networkHelpers.takeSnapshot();
    await networkHelpers.time.increase(HOUR);
    expect(await refusalOf()).to.match(/expired/);
    await snapshot.restore();
    await ask();
    await fixture.sdk.owner.revokeLicense({ licenseId });
    expect(await refusalOf()).to.match(/revoked/);
  });

  it("release nothing of a sharing from when the owner replaced it", async () => {
    const old = { custody, epoch };
    await ask();
    const next = await entrust(custody.root, places.slice(0, 3));

    expect(next.epoch).to.equal(epoch + 1n);
    expect(await refusalOf(old)).to.match(/Another release policy is in force/);
    expect(await refusalOf({ ...old, epoch: next.epoch })).to.match(/to another share/);
    expect((await ask(next)).key.equals(key)).to.equal(true);
    expect((await released()).map((release) => release.epoch)).to.deep.equal([
      ...[epoch, epoch, epoch, next.epoch, next.epoch, next.epoch],
    ]);
  });

  /** A contract account of which the licensee's key is the signer. */
  async function walletOfLicensee(): Promise<string> {
    const wallet = await ethers.deployContract("SignerWallet", [
      fixture.contracts.licensee.address,
    ]);
    return await wallet.getAddress();
  }

  it("take a contract account's word from its code, for that account alone (DAT-8)", async () => {
    const { licensee, stranger } = fixture.contracts;
    const [account, other] = [await walletOfLicensee(), await walletOfLicensee()];
    const bought = await fixture.sdk.licensee.buyLicense({ assetId, termsId, licensee: account });
    const holder = { account, licenseId: bought.licenseId };

    expect((await ask(holder)).key.equals(key)).to.equal(true);
    expect(new Set((await released()).map((release) => release.account))).to.have.keys(account);
    expect(await refusalOf({ ...holder, signer: stranger })).to.match(/does not approve/);
    expect(await refusalOf({ ...holder, account: other })).to.match(/neither holds the licence/);
    // Its code takes its signer's word for anything, but what was signed names the other account.
    const { signTypedData }: Pick<Signer, "signTypedData"> = {
      signTypedData: async (domain, types, request: object) =>
        await licensee.signTypedData(domain, types, { ...request, requester: other }),
    };
    const signer = Object.assign(Object.create(licensee) as Signer, { signTypedData });
    expect(await refusalOf({ ...holder, signer })).to.match(/does not approve/);
  });

  it("name what a contract account does instead of an answer", async () => {
    const wallet = await ethers.deployContract("OddWallet");
    const account = await wallet.getAddress();
    const said: string[] = [];
    for (const mood of MOODS) {
      await wallet.getFunction("setMood")(MOODS.indexOf(mood));
      said.push(`${mood}: ${await refusalOf({ account })}`);
    }
    expect(
      said.map((text) => text.replace("The requester is a contract account that ", "")),
    ).to.deep.equal([
      "approve: The account neither holds the licence nor has a seat in it.",
      "lie: says neither yes nor no about a signature (ERC-1271).",
      "short: says neither yes nor no about a signature (ERC-1271).",
      "refuse: reverts when it is asked about a signature (ERC-1271).",
      "burn: takes too much gas to judge a signature (ERC-1271).",
      "bomb: says neither yes nor no about a signature (ERC-1271).",
      "bombRevert: reverts when it is asked about a signature (ERC-1271).",
    ]);
  });

  it("take a key's signature when its account has code (EIP-7702), and its code's signer's", async () => {
    const { licensee, stranger } = fixture.contracts;
    const wallet = await ethers.deployContract("SignerWallet", [stranger.address]);
    const delegation = ethers.concat(["0xef0100", await wallet.getAddress()]);
    await provider.request({ method: "hardhat_setCode", params: [licensee.address, delegation] });

    await ask();
    await ask({ account: licensee.address, signer: stranger });
  });

  it("take shares from a contract account that owns the asset", async () => {
    const { contracts, sdk } = fixture;
    const account = await walletOfLicensee();
    await contracts.registry
      .connect(contracts.owner)
      .transferFrom(contracts.owner, account, assetId);
    const { chainId, addresses } = sdk.owner.clients;
    const place = { chainId, contract: addresses.vault, assetId, version: 1n, root: custody.root };
    const custodians = places.slice(0, 3);
    const shared = await shareKey({ ...place, uses: ["ACCESS"], threshold: 2, key, custodians });

    await depositShares({ ...shared, signer: contracts.licensee, deadline: soon() });
    const refused = depositShares({ ...shared, signer: contracts.owner, deadline: soon() });
    const error: unknown = await refused.catch((thrown: unknown) => thrown);
    expect(error).to.be.instanceOf(NotEnoughSharesError);
    expect(String(error)).to.match(/The asset's owner is a contract account that does not approve/);
  });
});
