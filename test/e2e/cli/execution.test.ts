import { parseAmount } from "@sahara/sdk";
import { expect } from "chai";
import { id, Wallet } from "ethers";

import { createTypist } from "./createTypist.ts";
import { LICENSEE, signedBy, useWorld } from "./createWorld.ts";

/** Base units of SAHARA, as JSON has them. */
const base = (amount: string) => `${parseAmount(amount, 18)}`;

const OPERATOR = signedBy("otherContributor");
const CUSTOMER = signedBy("customer");

/** Operators, offers, accounts and jobs over a real chain, within this process. */
describe("command line: execution", () => {
  const world = useWorld();
  const { answer, text, refusal, registerAsset } = createTypist(world);
  const operator = () => world().accounts.otherContributor;
  const nodeKey = Wallet.createRandom();

  before(async () => {
    const { sahara, provider } = world();
    const deployer = await provider.getSigner(0);
    const token = sahara.clients.contracts.token.connect(deployer);
    await (await token.transfer(operator(), parseAmount("300000", 18))).wait();
    await world().write("node.key", nodeKey.privateKey);
    await answer("operator", "stake", "100000", ...OPERATOR);
    const register = ["operator", "register", "https://node.example", "serve", "train"];
    await answer(...register, ...OPERATOR);
  });

  describe("operator", () => {
    it("key: adds one from a file, revokes it, and never shows it", async () => {
      const added = await text("operator", "key", "add", "node.key", ...OPERATOR);
      expect(added).to.include(nodeKey.address).and.not.include(nodeKey.privateKey.slice(2));
      await answer("operators", "keys", "revoke", nodeKey.address, ...OPERATOR);

      const shown = await text("operator", "inspect", operator());
      expect(shown)
        .to.match(/^Can +SERVE, TRAIN$/m)
        .and.match(/^Stake +100000 SAHARA$/m);
      expect(shown).to.match(new RegExp(`^${nodeKey.address} +\\d{4}-[^ ]+ +\\d{4}-`, "m"));
      const typed = await refusal("operator", "key", "add", nodeKey.privateKey, ...OPERATOR);
      expect(typed.line).to.match(/^error: <file> takes the name of a file, not the key itself/);
      expect(typed.line).not.to.include(nodeKey.privateKey.slice(2));
    });

    it("thaw and withdraw: stake leaves after it has thawed, and not before", async () => {
      await answer("operator", "stake", "500", ...OPERATOR);

      const thawing = await text("operator", "thaw", "500", ...OPERATOR);
      expect(thawing).to.match(/^Thawing +500 SAHARA\nUntil +\d{4}-/);
      const early = await refusal("operator", "withdraw", ...OPERATOR);
      expect(early.line).to.include("OperatorRegistry_StillThawing");
      await answer("operator", "thaw", "0", ...OPERATOR);
    });

    it("capabilities: answers by the exit code", async () => {
      expect(await text("operator", "capabilities", operator(), "train")).to.match(/^Yes: /);
      expect(
        await refusal("operator", "capabilities", operator(), "compute-to-data"),
      ).to.deep.equal({
        exitCode: 1,
        line: `error: ${operator()} does not say that it can COMPUTE_TO_DATA.`,
      });
    });
  });

  describe("offer", () => {
    const terms = ["--price", "0.01", "--share", "30%", "--model-hash", id("model")];

    it("goes from the owner's signature over the publication to the end", async () => {
      const assetId = await registerAsset();
      await answer(
        ...["sign", "offer", assetId, operator(), ...terms, "--out", "offer.json"],
        ...signedBy("owner"),
      );
      const { offerId } = await answer<{ offerId: string }>("submit", "offer.json", ...OPERATOR);

      expect(await text("offer", "list", "--asset", assetId)).to.match(
        new RegExp(`^${offerId} +${assetId} +0x[0-9a-f]{40} +0.01 SAHARA +30% `, "m"),
      );
      expect(await text("offer", "inspect", offerId)).to.match(/^Share +30% to the operator/m);
      await answer("offer", "close", offerId, ...signedBy("owner"));
    });

    it("publish: only for assets of one's own, and rehearsed without sending", async () => {
      const assetId = await registerAsset();
      const publish = ["offer", "publish", assetId, ...terms, ...OPERATOR];

      expect((await refusal(...publish)).line).to.include("OfferBook_InvalidSignature");
      expect(
        (await refusal("offer", "publish", assetId, "--price", "1", ...OPERATOR)).line,
      ).to.equal("error: Pass --model or --model-hash, one of the two.");
    });

    it("call: shows what could be called, and says when that is nothing", async () => {
      const assetId = await registerAsset();
      expect(await refusal("call", assetId, "text", "--dry-run")).to.deep.equal({
        exitCode: 1,
        line: "error: Nobody with a node offers this now. offer list shows what was offered.",
      });
      expect((await refusal("call", "mail", "text")).exitCode).to.equal(2);
      expect((await refusal("call", assetId, "{text", ...CUSTOMER)).line).to.match(
        /Check its quotes/,
      );
    });
  });

  describe("account", () => {
    it("deposit, thaw and withdraw: shows what is where", async () => {
      const deposit = ["account", "deposit", operator(), "5", "--permit", "--delay", "15m"];
      const { accountId } = await answer<{ accountId: string }>(...deposit, ...CUSTOMER);

      expect(await text("account", "thaw", accountId, "2", ...CUSTOMER)).to.match(
        /^Thawing +2 SAHARA\nUntil +\d{4}-/,
      );
      expect((await refusal("account", "withdraw", accountId, ...CUSTOMER)).line).to.include(
        "UsageMeter_StillThawing",
      );
      await answer("account", "refund", accountId, "1", ...OPERATOR);
      const [found] = await answer<{ balance: string }[]>(
        ...["account", "list", world().accounts.customer, "--operator", operator()],
      );
      expect(found!.balance).to.equal(base("4"));
    });

    it("session: opens one for a key in a file, shows it, and ends it", async () => {
      const key = Wallet.createRandom();
      await world().write("agent.key", key.privateKey);
      const { accountId } = await answer<{ accountId: string }>(
        ...["account", "deposit", operator(), "5", ...LICENSEE],
      );
      const open = ["account", "session", "open", accountId, "agent.key", "--cap", "2"];
      await answer(...open, "--until", "2100-01-31", ...LICENSEE);

      expect(await text("account", "inspect", accountId)).to.match(
        new RegExp(`^${key.address} +2 SAHARA +0 SAHARA +2100-01-31`, "m"),
      );
      await answer("account", "sessions", "close", accountId, key.address, ...LICENSEE);
      expect((await refusal("account", "inspect", id("none"))).line).to.match(
        /^error: Nobody deposited into the account 0x/,
      );
    });
  });

  describe("receipt", () => {
    it("says that there are none, and refuses what holds none", async () => {
      await world().write("notes.jsonl", "hello\n");

      expect((await refusal("receipt", "list", "--store", "nowhere.jsonl")).line).to.match(
        /^error: nowhere\.jsonl: the file can't be read/,
      );
      expect((await refusal("receipt", "verify", "--store", "notes.jsonl")).line).to.equal(
        "error: notes.jsonl: it holds no proofs of calls. Check --store.",
      );
    });
  });

  describe("job", () => {
    const post = async (...options: string[]) => {
      await world().write("job.json", { program: "spam-filter-v1" });
      const command = ["job", "post", "training", "100", "--spec", "job.json", ...options];
      const { jobId } = await answer<{ jobId: string }>(
        ...[...command, "--deliver-by", "2100-01-31", ...CUSTOMER],
      );
      return jobId;
    };

    it("goes from the post over the delivery to the payment", async () => {
      const jobId = await post();
      await world().write("model.bin", "weights");
      await world().write("report.json", { accuracy: 97 });
      await answer("job", "assign", jobId, operator(), ...CUSTOMER);
      expect(await text("job", "list", "--state", "taken")).to.match(
        new RegExp(`^ *${jobId}  TRAINING  TAKEN  100 SAHARA`, "m"),
      );
      const result = ["--result", "model.bin", "--report", "report.json", "--amount", "90"];
      await answer("job", "deliver", jobId, ...result, ...OPERATOR);
      await answer("job", "accept", jobId, ...CUSTOMER);

      expect(await text("job", "inspect", jobId)).to.match(/^Asks for +90 SAHARA$/m);
      const { amount } = await answer<{ amount: string }>("job", "claim", ...CUSTOMER);
      expect(amount).to.equal(base("10"));
    });

    it("races by commitment, and is disputed with a bond", async () => {
      const jobId = await post("--race");
      const delivery = ["--result-root", id("result"), "--report-root", id("report")];

      expect((await refusal("job", "deliver", jobId, ...delivery, ...OPERATOR)).line).to.include(
        "JobBoard_NotCommitted",
      );
      await answer("job", "commit", jobId, ...delivery, ...OPERATOR);
      await answer("job", "deliver", jobId, ...delivery, ...OPERATOR);
      await answer("job", "dispute", jobId, "--reason-root", id("reason"), ...CUSTOMER);
      await answer("job", "concede", jobId, ...OPERATOR);
      expect(await text("job", "inspect", jobId)).to.match(/^State +CLOSED$/m);
    });

    it("refuses what does not fit together, before anything is sent", async () => {
      const command = ["job", "post", "training", "1", "--deliver-by", "2100-01-31", ...CUSTOMER];

      expect((await refusal(...command)).line).to.equal(
        "error: Pass --spec or --spec-root, one of the two.",
      );
      expect(await refusal(...command, "--spec-root", id("spec"), "--assign")).to.deep.equal({
        exitCode: 2,
        line: "error: --assign needs --operator: who is to have the job?",
      });
      expect((await refusal("job", "inspect", "9999")).exitCode).to.equal(1);
    });
  });
});
