import { mkdir, readFile } from "node:fs/promises";
import path from "node:path";

import {
  custodyDigest,
  importEncryptionKeys,
  openCustodianStore,
  parseCustody,
} from "@sahara/storage";
import { expect } from "chai";
import { id, toQuantity } from "ethers";

import { unwrapShare } from "../../../packages/storage/src/custody/shareKey.ts";
import { until } from "../../helpers/until.ts";
import { createMarket } from "./createMarket.ts";
import { createTypist } from "./createTypist.ts";
import { LICENSEE, signedBy, useWorld } from "./createWorld.ts";
import { callCli, complaintOf, startCli } from "./runCli.ts";
import type { Serving } from "./startServing.ts";

/** Development accounts of custodians; nobody else uses them. */
const CUSTODIANS = [6, 7, 8] as const;
const TERMS = { uses: ["ACCESS"], rules: ["REVOCABLE"], duration: "30d" };
const CUSTODY = "mail.custody.json";

/** Keys in the custody of real processes: an owner shares one, and a licensee gets it back. */
describe("command line: custody", function () {
  this.timeout(240_000);
  const world = useWorld();
  const { answer, text, refusal, registerAsset } = createTypist(world);
  const { registerTerms } = createMarket(world, { answer, registerAsset });
  const custodians: Serving[] = [];
  let gateway: Serving | undefined;
  let assetId: string;
  let licenseId: string;
  let cid: string;
  /** All that commands said in these tests. */
  let said = "";

  const inFolder = (...names: string[]) => path.join(world().place.folder, ...names);
  const dataOf = (number: number) => `custodian-${number}`;

  before(async () => {
    const { place, write } = world();
    for (const folder of ["mail/ham", "mail/spam"])
      await mkdir(inFolder(folder), { recursive: true });
    await write("mail/ham/1.txt", "worth something");
    await write("mail/spam/2.txt", "worth more");
    const serve = (number: number) => [
      ...["vault", "custodian", "--data", dataOf(number), "--port", "0"],
      ...["--account", `${number}`],
    ];
    await Promise.all([
      startCli(place, ["vault", "serve", "--port", "0"]).then((store) => (gateway = store)),
      ...CUSTODIANS.map(async (number, i) => {
        custodians[i] = await startCli(place, serve(number));
      }),
    ]);

    const termsId = await registerTerms(TERMS);
    ({ assetId } = await answer<{ assetId: string }>(
      ...["asset", "register", "--kind", "dataset", "--content", "mail", "--terms", termsId],
      ...["--metadata-root", id("custody metadata"), ...signedBy("owner")],
    ));
    ({ licenseId } = await answer<{ licenseId: string }>(
      ...["license", "buy", assetId, termsId, ...LICENSEE],
    ));
    ({ root: cid } = await answer<{ root: string }>(
      "vault",
      "add",
      "mail",
      "--vault-key",
      "mail.key",
    ));
  });
  after(async () => {
    await Promise.all([gateway, ...custodians].map(async (process) => await process?.end()));
  });

  async function type(...args: string[]) {
    const result = await callCli(world().place, args);
    said += result.stdout + result.stderr;
    return { ...result, complaint: complaintOf(result) };
  }
  /** A command that has to succeed, and whatever it says. */
  async function succeed(...args: string[]): Promise<void> {
    const { exitCode, complaint } = await type(...args);
    expect({ args, exitCode, complaint }).to.deep.equal({ args, exitCode: 0, complaint: "" });
  }
  const secretIn = async (file: string) =>
    Buffer.from((await readFile(inFolder(file), "utf8")).trim().slice(2), "hex");

  it("share: splits the key among three custodians, and says on chain who they are", async () => {
    const share = ["vault", "share", assetId, cid, "--vault-key", "mail.key", "--out", CUSTODY];
    const named = ["--custodian", ...custodians.map(({ url }) => url), "--owner-direct"];
    const wrong = `${world().accounts.stranger}@${custodians[0]!.url}`;
    expect((await refusal(...share, "--custodian", wrong, ...signedBy("owner"))).line).to.include(
      `, and not ${world().accounts.stranger}.`,
    );
    const others = await type(...share, ...named, ...signedBy("stranger"));
    expect(others.complaint).to.match(/^error: 0 of 3 .* refused: The asset's owner did not sign/);
    await succeed(...share, ...named, ...signedBy("owner"));

    const policy = await text("vault", "policy", assetId);
    expect(policy)
      .to.match(/^Shares +any 2 of 3$/m)
      .and.to.match(/^Owner grants +yes$/m);
  });

  it("get: a licensee gets the file from two of three, the third being dead", async () => {
    await custodians[2]!.end("SIGKILL");
    const get = ["vault", "get", cid, "again", "--custody", CUSTODY, "--store", "cache"];
    const got = await type(...get, "--gateway", gateway!.url, ...LICENSEE);

    expect(got).to.include({ exitCode: 0 });
    expect(got.complaint).to.equal(
      `note: custodian ${custodians[2]!.url}: unreachable: It could not be reached.\n`,
    );
    expect(await readFile(inFolder("again", "spam", "2.txt"), "utf8")).to.equal("worth more");
    const log = await answer<{ account: string; licenseId: string }[]>(
      "vault",
      "releases",
      assetId,
    );
    const released = { account: world().licensee, licenseId };
    expect(
      log.map(({ account, ...release }) => ({ account, licenseId: release.licenseId })),
    ).to.deep.equal([released, released]);
  });

  it("request: an outsider gets nothing, and is told why by each", async () => {
    const request = ["vault", "request", CUSTODY, "--vault-key", "stolen.key"];
    for (const [license, reason] of [
      [[], "Only the asset's owner needs no licence."],
      [["--license", licenseId], "The account neither holds the licence nor has a seat in it."],
    ] as const) {
      const { line } = await refusal(...request, ...license, ...signedBy("stranger"));
      const [first, second, third] = custodians.map(({ url }) => url);
      expect(line).to.equal(
        `error: 0 of 2 shares came together. ${first}: refused: ${reason}; ${second}: refused: ${reason}; ` +
          `${third}: unreachable: It could not be reached.`,
      );
    }
  });

  it("grant, accept and revoke: the owner hands out the key itself", async () => {
    const { licensee } = world();
    const grant = ["vault", "grant", assetId, licensee, cid, "--vault-key", "mail.key"];
    const owner = ["--out", "grant.json", ...signedBy("owner")];
    expect((await refusal(...grant, ...owner)).line).to.match(/has published no encryption key/);
    await succeed("vault", "key", "publish", "--encryption-key", "me.key", ...LICENSEE);
    await succeed(...grant, ...owner);
    const accept = ["vault", "accept", "grant.json", "--encryption-key", "me.key", "--vault-key"];
    await succeed(...accept, "granted.key");

    expect(await secretIn("granted.key")).to.deep.equal(await secretIn("mail.key"));
    await succeed("vault", "revoke", assetId, licensee, ...signedBy("owner"));
    expect((await refusal(...accept, "again.key")).line).to.match(/it was revoked or replaced/);
  });

  it("request: a revoked licence, and a custody that was rotated away, get nothing", async () => {
    const request = async (custody: string, key: string) =>
      await type(
        "vault",
        "request",
        custody,
        "--vault-key",
        key,
        "--license",
        licenseId,
        ...LICENSEE,
      );
    const alive = custodians.slice(0, 2).map(({ url }) => url);
    const rotate = ["vault", "rotate", CUSTODY, "--vault-key", "mail.key", "--custodian", ...alive];
    await succeed(...rotate, "--out", "next.json", ...signedBy("owner"));

    const old = await request(CUSTODY, "old.key");
    expect(old.complaint).to.match(/^error: The custody is not the one in force/);
    expect((await request("next.json", "next.key")).exitCode).to.equal(0);
    await answer("license", "revoke", licenseId, ...signedBy("owner"));
    const revoked = await request("next.json", "revoked.key");
    expect(revoked.exitCode).to.equal(1);
    expect(revoked.complaint.match(/refused: The licence was revoked/g)).to.have.length(2);
  });

  it("says no secret anywhere, not even when a custodian fails", async () => {
    const { provider } = world();
    const custodian = await provider.getSigner(CUSTODIANS[0]);
    const balance = await provider.getBalance(custodian);
    const setBalance = async (wei: bigint) => {
      await provider.send("hardhat_setBalance", [custodian.address, toQuantity(wei)]);
    };
    await setBalance(0n);
    const request = ["vault", "request", "next.json", "--vault-key", "owner.key", "--license", "0"];
    const failed = await type(...request, "--verbose", ...signedBy("owner"));
    await setBalance(balance);
    expect(failed.complaint).to.match(/refused: The server could not do that now/);
    await until("the custodian tells that it failed", () =>
      /^error: \/v1\/releases: /m.test(custodians[0]!.output()),
    );

    const files = CUSTODIANS.map((number) => `${dataOf(number)}/encryption.key`);
    files.push("mail.key", "me.key", "licensee.key");
    const secrets = [...(await Promise.all(files.map(secretIn))), ...(await openedShares())];
    const spoken = [said, ...[gateway!, ...custodians].map(({ output }) => output())].join("\n");
    for (const secret of secrets) {
      for (const form of ["hex", "base64", "base64url"] as const)
        expect(spoken.toLowerCase()).to.not.include(secret.toString(form).toLowerCase());
    }
  });

  /** What the custodians keep, opened with the keys in their folders. */
  async function openedShares(): Promise<Buffer[]> {
    const document: unknown = JSON.parse(await readFile(inFolder(CUSTODY), "utf8"));
    const custody = parseCustody(document);
    return await Promise.all(
      CUSTODIANS.map(async (number) => {
        const keys = importEncryptionKeys(await secretIn(`${dataOf(number)}/encryption.key`));
        const store = await openCustodianStore({ file: inFolder(dataOf(number), "shares.sqlite") });
        const kept = store.find(custodyDigest(custody));
        store.close();
        return Buffer.from((await unwrapShare(kept!.share, custody, keys)).value);
      }),
    );
  }
});
