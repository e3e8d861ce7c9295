import { type LicenseTerms, parseAmount, type SolvencyReport, termsId } from "@sahara/sdk";
import { expect } from "chai";

import { createWorld, LICENSEE, signedBy, type World } from "./cli/createWorld.ts";
import { type CliResult, complaintOf, spawnCli } from "./cli/runCli.ts";

/** Base units of SAHARA, as JSON has them. */
const base = (amount: string) => `${parseAmount(amount, 18)}`;

/** What a command printed with --json. */
function json<Document>({ stdout, stderr }: CliResult): Document {
  expect(stdout, stderr).not.to.equal("");
  return JSON.parse(stdout) as Document;
}

const CUSTOMER = signedBy("customer");

/** Command lines that can't be carried out, with what is said to them. */
const REFUSALS: Record<string, { args: string[]; exitCode: number; line: string }> = {
  "an unknown asset": {
    args: ["pay", "99", "1", ...CUSTOMER],
    exitCode: 1,
    line: "error: AssetRegistry_UnknownAsset(assetId: 99). There is no such asset. Check the id and the network.",
  },
  "a key file without a key": {
    args: ["pay", "1", "1", "--key-file", "broken.key"],
    exitCode: 1,
    line: "error: broken.key holds no private key. Put 0x and 64 hex digits there, and nothing else.",
  },
  "an address where no node is": {
    args: ["pay", "1", "1", "--rpc", "http://127.0.0.1:1", ...CUSTOMER],
    exitCode: 1,
    line: "error: No node answers at http://127.0.0.1:1. Start one (./sahara chain), or pass --rpc or set SAHARA_RPC_URL.",
  },
  "an amount with a comma": {
    args: ["pay", "1", "1,5", ...CUSTOMER],
    exitCode: 2,
    line: 'error: 1,5 (string) is no valid amount. Pass a decimal text such as "1.5" with at most 18 digits after the point.',
  },
  "a command without an option that it needs": {
    args: ["asset", "register", "--content", "mail", ...signedBy("owner")],
    exitCode: 2,
    line: "error: required option '--kind <kind>' not specified",
  },
};

/** Real processes over a real chain: a data set is sold, a model made from it, paid for and claimed. */
describe("command line: a journey", function () {
  this.timeout(240_000);

  let world: World;
  let steps: Awaited<ReturnType<typeof journey>>;
  let views: Awaited<ReturnType<typeof look>>;
  let refusals: Awaited<ReturnType<typeof provoke>>;

  const type = async (...args: string[]) => await spawnCli(world.place, args);

  before(async () => {
    world = await createWorld();
    steps = await journey();
    views = await look();
    refusals = await provoke();
  });

  after(async () => {
    await world.stop();
  });

  async function journey() {
    await world.write("mail/1.txt", "hello");
    await world.write("mail/2.txt", "world");
    await world.write("mail.json", { name: "mail" });
    await world.write("weights.bin", "0.5 -0.25");
    await world.write("model.json", { name: "filter" });
    const people = [`${world.accounts.contributor},30%`, `${world.accounts.otherContributor},10%`];
    await world.write("people.csv", `account,share\n${people.join("\n")}\n`);
    const terms = { uses: ["derivative", "train"], price: "2.5", duration: "30d", royalty: "20%" };
    await world.write("terms.json", terms);

    const [root, registered] = await Promise.all([
      type("root", "mail", "--json"),
      type("terms", "register", "terms.json", ...signedBy("owner"), "--json"),
    ]);
    const { termsId: id } = json<{ termsId: string }>(registered);

    const dataset = await type(
      ...["asset", "register", "--kind", "dataset", "--content", "mail", "--metadata", "mail.json"],
      ...["--contributors", "people.csv", "--terms", id, ...signedBy("owner"), "--json"],
    );
    const { assetId } = json<{ assetId: string }>(dataset);
    const license = await type("license", "buy", assetId, id, ...LICENSEE, "--json");
    const { licenseId } = json<{ licenseId: string }>(license);

    const derivative = await type(
      ...["asset", "register", "--kind", "model", "--content", "weights.bin"],
      ...["--metadata", "model.json", "--parent", `${assetId}:TRAINED_ON:${licenseId}`],
      ...LICENSEE,
    );
    const model = /^Asset +(\d+)/.exec(derivative.stdout)?.[1] ?? "";
    const before = await readState();
    const payment = ["pay", model, "10", "--ref", "invoice-17", ...CUSTOMER];
    const rehearsed = await type(...payment, "--dry-run", "--json");
    const afterRehearsal = await readState();
    const paid = await type(...payment);
    const claimed = await type("claim", ...signedBy("contributor"), "--json");
    return {
      ...{ root, terms: registered, dataset, license, derivative, rehearsed, paid, claimed },
      ...{ assetId, licenseId, model, before, afterRehearsal },
    };
  }

  /** Everything that a payment could change. */
  async function readState() {
    const { provider, sahara, accounts } = world;
    const { customer } = accounts;
    const { contracts, addresses } = sahara.clients;
    return {
      block: await provider.getBlockNumber(),
      nonce: await provider.getTransactionCount(customer),
      native: await provider.getBalance(customer),
      balance: await contracts.token.balanceOf(customer),
      allowance: await contracts.token.allowance(customer, addresses.ledger),
    };
  }

  async function look() {
    const [asset, tree, solvency] = await Promise.all([
      type("inspect", steps.assetId, "--json"),
      type("provenance", "tree", steps.model),
      type("verify-solvency", "--json"),
    ]);
    return { asset, tree, solvency };
  }

  async function provoke() {
    await world.write("broken.key", "correct horse battery staple");
    const before = await readState();
    const publish = ["asset", "publish", steps.assetId, "--content", "people.csv", "--json"];
    const [stranger, ...rest] = await Promise.all([
      type(...publish, ...signedBy("stranger")),
      ...Object.values(REFUSALS).map(({ args }) => type(...args)),
    ]);
    const results = Object.fromEntries(
      Object.keys(REFUSALS).map((name, at) => [name, rest[at]] as const),
    );
    return { stranger, results, before, after: await readState() };
  }

  it("ends each step with 0 and without a complaint", () => {
    const { root, terms, dataset, license, derivative, rehearsed, paid, claimed } = steps;
    const all = { root, terms, dataset, license, derivative, rehearsed, paid, claimed, ...views };

    for (const [step, result] of Object.entries(all))
      expect({ step, exitCode: result.exitCode, complaint: complaintOf(result) }).to.deep.equal({
        step,
        exitCode: 0,
        complaint: "",
      });
  });

  it("registers the folder under the root that `root` shows, and the terms under their own", async () => {
    const { digest } = json<{ digest: string }>(steps.root);
    const { contentRoot } = json<{ contentRoot: string }>(steps.dataset);
    const terms: LicenseTerms = await world.sahara.getTerms(json<{ termsId: string }>(steps.terms));

    expect(contentRoot).to.equal(digest);
    expect(await world.sahara.findAssetByContent({ contentRoot })).to.equal(BigInt(steps.assetId));
    expect(terms).to.include({ price: parseAmount("2.5", 18), royaltyBps: 2_000n });
    expect(termsId(terms)).to.equal(json<{ termsId: string }>(steps.terms).termsId);
  });

  it("sells a licence to the account of the key file", async () => {
    const { licenseId, price } = json<{ licenseId: string; price: string }>(steps.license);
    const { holder, assetId } = await world.sahara.getLicense({ licenseId: BigInt(licenseId) });

    expect(price).to.equal(base("2.5"));
    expect({ holder, assetId }).to.deep.equal({
      holder: world.licensee,
      assetId: BigInt(steps.assetId),
    });
  });

  it("rehearses a payment: shows both transactions and changes nothing", () => {
    type Rehearsed = {
      dryRun: boolean;
      transactions: { contract: string; method: string; gas: string | null }[];
    };
    const { dryRun, transactions } = json<Rehearsed>(steps.rehearsed);

    expect(steps.afterRehearsal).to.deep.equal(steps.before);
    expect(dryRun).to.equal(true);
    expect(transactions.map(({ contract, method }) => `${contract}.${method}`)).to.deep.equal([
      "erc20.approve",
      "ledger.pay",
    ]);
    expect(Number(transactions[0]?.gas)).to.be.greaterThan(21_000);
    expect(transactions[1]?.gas).to.equal(null);
  });

  it("pays the model, and says how much was credited", () => {
    expect(steps.paid.stdout).to.match(
      /^Credited +10 SAHARA\nTransaction +0x[0-9a-f]{64} \(block \d+, gas [\d,]+\)\n$/,
    );
  });

  it("claims the contributor's share of sale and royalty, through the model", () => {
    type Claimed = { sent: boolean; amount: string; plan: { path: string[]; expected: string } };
    const { sent, amount, plan } = json<Claimed>(steps.claimed);

    // 30 % of the licence's 2.5 and of the 20 % that the model owes of its 10.
    expect({ sent, amount }).to.deep.equal({ sent: true, amount: base("1.35") });
    expect(plan).to.include({ expected: base("1.35") });
    expect(plan.path).to.deep.equal([steps.model]);
  });

  it("inspects the data set, with what it took in", () => {
    type Inspected = { kind: string; streams: { accrued: string; settled: string }[] };
    const { kind, streams } = json<Inspected>(views.asset);

    expect(kind).to.equal("DATASET");
    expect(streams.map(({ accrued }) => accrued)).to.deep.equal([base("4.5")]);
  });

  it("draws the provenance", () => {
    const { model, assetId } = steps;

    expect(views.tree.stdout).to.equal(`${model} MODEL\n└─ TRAINED_ON ${assetId} DATASET\n`);
  });

  it("proves that the ledger can pay everybody", () => {
    const { solvent, currencies, mismatches } = json<SolvencyReport>(views.solvency);
    const [{ paid, claimed, held, owed }] = currencies.filter(
      ({ token }) => token === world.sahara.clients.addresses.token,
    ) as [SolvencyReport["currencies"][number]];

    expect({ solvent, mismatches }).to.deep.equal({ solvent: true, mismatches: [] });
    expect({ paid, claimed, held, owed }).to.deep.equal({
      ...{ paid: base("12.5"), claimed: base("1.35") },
      ...{ held: base("11.15"), owed: base("11.15") },
    });
  });

  for (const [name, { exitCode, line }] of Object.entries(REFUSALS)) {
    it(`refuses ${name}, in one line that says what to do`, () => {
      const refusal = refusals.results[name]!;

      expect(refusal).to.include({ exitCode, stdout: "" });
      expect(complaintOf(refusal)).to.equal(`${line}\n`);
    });
  }

  it("refuses with a document too when asked for JSON", () => {
    type Refused = { error: { name: string; errorName: string; args: object } };
    const { error } = json<Refused>(refusals.stranger);

    expect(refusals.stranger.exitCode).to.equal(1);
    expect(error).to.deep.include({
      name: "ContractRevertError",
      errorName: "AssetRegistry_NotOwnerNorApproved",
    });
  });

  it("sends nothing when it refuses", () => {
    expect(refusals.after).to.deep.equal(refusals.before);
  });
});
