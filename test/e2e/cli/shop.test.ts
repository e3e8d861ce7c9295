import { expect } from "chai";

import { createTypist } from "./createTypist.ts";
import { LICENSEE, signedBy, useWorld } from "./createWorld.ts";

const HOUR_S = 3_600;
const DAY_S = 86_400;
const CUSTOMER = signedBy("customer");
const KEEPER = signedBy("stranger");

/** Auctions, subscriptions and checkout over a real chain, within this process. */
describe("command line: auctions, subscriptions and checkout", () => {
  const world = useWorld();
  const { answer, text, refusal, registerAsset } = createTypist(world);

  it("goes from an auction to its winner, and gives who was outdone its money", async function () {
    this.timeout(60_000);
    const asset = await registerAsset();
    const create = ["auction", "create", asset, "--until", await world().timeIn(HOUR_S)];
    expect((await refusal(...create, ...signedBy("owner"))).line).to.equal(
      "error: Pass --reserve, or both --from-price and --to-price.",
    );
    const { auctionId } = await answer<{ auctionId: string }>(
      ...[...create, "--reserve", "10", "--step", "10%", ...signedBy("owner")],
    );
    await answer("auction", "bid", auctionId, "10", ...CUSTOMER);
    expect((await refusal("auction", "bid", auctionId, "10.5", ...LICENSEE)).line).to.equal(
      `error: Auction ${auctionId} takes no bid below 11 SAHARA.`,
    );
    expect(await text("auction", "bid", auctionId, "12", ...LICENSEE)).to.match(
      /^Leading bid +12 SAHARA$/m,
    );
    expect(await text("auction", "show", auctionId)).to.match(
      new RegExp(
        `\\(ENGLISH, OPEN\\)[^]*^Leading bid +12 SAHARA of ${world().licensee}\nLeast bid +13\\.2 SAHARA\nStep +10%`,
        "m",
      ),
    );
    expect(await text("auction", "withdraw", ...CUSTOMER)).to.match(/^Withdrawn +10 SAHARA$/m);
    await world().wait(HOUR_S);
    expect(await text("auction", "settle", auctionId, ...KEEPER)).to.match(
      new RegExp(
        `^Winner +${world().licensee}\nPrice +12 SAHARA\nFee +0 SAHARA\nRoyalty +0\\.6 SAHARA\nSeller's credit +11\\.4 SAHARA`,
      ),
    );
    expect(await text("auction", "list", "--asset", asset)).to.match(
      new RegExp(`^ *${auctionId} +${asset} +asset +ENGLISH +SETTLED +12 SAHARA`, "m"),
    );
  });

  it("sells units at a falling price, and takes the rest back", async function () {
    this.timeout(60_000);
    const asset = await registerAsset();
    const owner = signedBy("owner");
    await answer("units", "release", asset, world().accounts.owner, "40%", ...owner);
    const { auctionId } = await answer<{ auctionId: string }>(
      ...["auction", "create", asset, "--units", "40%", "--until", await world().timeIn(HOUR_S)],
      ...["--from-price", "8", "--to-price", "4", ...owner],
    );
    const buy = ["auction", "buy", auctionId, "--units", "10%"];
    expect((await refusal(...buy, "--max-price", "0.5", ...CUSTOMER)).line).to.match(
      /^error: It costs (2|1\.[89]\d*) SAHARA now\. /,
    );
    expect(await text(...buy, ...CUSTOMER)).to.match(
      /^Bought +10,000,000 \(10%\)\nPaid +1\.[89]\d* SAHARA\nLeft +30,000,000 \(30%\)$/m,
    );
    await answer("auction", "cancel", auctionId, ...owner);
    expect((await refusal("auction", "show", auctionId)).line).to.include(
      `There is no auction ${auctionId}`,
    );
  });

  it("buys at once, and has a licence renewed by a keeper", async function () {
    this.timeout(60_000);
    const owner = signedBy("owner");
    await world().write("monthly.json", {
      ...{ uses: ["ACCESS"], rules: ["RENEWABLE"], price: "2", duration: "30d" },
    });
    const { termsId } = await answer<{ termsId: string }>(
      ...["terms", "register", "monthly.json", ...owner],
    );
    const [one, two] = [
      await registerAsset("--terms", termsId),
      await registerAsset("--terms", termsId),
    ];
    const basket = ["checkout", `${one}:${termsId}`, `${two}:${termsId}:3`];
    expect((await refusal(...basket, "--deposit", "5", ...LICENSEE)).line).to.equal(
      "error: A deposit needs both --operator and --deposit.",
    );
    const bought = await answer<{ licenseIds: string[]; cost: string }>(
      ...[...basket, "--operator", world().accounts.owner, "--deposit", "5"],
      ...["--pay-by", "permit", ...LICENSEE],
    );
    expect(bought.cost).to.equal(`${13n * 10n ** 18n}`);

    const license = bought.licenseIds[0] ?? "";
    const renew = ["subscription", "renew", license, ...KEEPER];
    expect(await refusal(...renew)).to.deep.equal({
      exitCode: 1,
      line: `error: Licence ${license} can't be renewed now: NONE.`,
    });
    await answer("subscription", "start", license, "--periods", "2", "--tip", "0.1", ...LICENSEE);
    await world().wait(28 * DAY_S);
    expect(await text("subscription", "show", license)).to.match(
      /^Status +READY\n[^]*^Renewals left +2$/m,
    );
    expect(await text(...renew)).to.match(
      /^Paid by holder +2 SAHARA\nYour tip +0\.1 SAHARA\n[^]*^Renewals left +1$/m,
    );
    await answer("subscription", "cancel", license, ...LICENSEE);
    expect((await refusal("subscription", "show", license)).exitCode).to.equal(1);
  });
});
