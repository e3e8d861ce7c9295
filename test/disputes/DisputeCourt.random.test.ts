import type { HardhatEthersSigner } from "@nomicfoundation/hardhat-ethers/types";
import { expect } from "chai";

import { createSeededRandom } from "../helpers/seededRandom.ts";
import { createCourtModel } from "./courtModel.ts";
import {
  ALL_CURRENCIES,
  DAY,
  EVIDENCE,
  KIND,
  loadCourt,
  OWNER,
  PRICE,
  STAGE,
  STATEMENT,
  UNITS,
  VERDICT,
} from "./deployCourt.ts";

const SEED = 29n;
const OPERATIONS = 300;
/** Steps that few sequences lead to, so they are tried more than once as often as the others. */
const OFTEN = [
  ...["file", "hear", "uphold", "award", "award", "pay", "buy"],
  ...["enter", "enter", "enter", "strike", "rest"],
];
/** What a sequence must have done to prove anything. */
const STEPS = [
  ...["file", "answer", "hear", "rule", "uphold", "withdraw", "lift"],
  ...["award", "enter", "refund", "rest", "release", "buy", "pay"],
];

describe("DisputeCourt, called at random", () => {
  it("keeps every bond and pool to the last base unit, and holds what it must (DSP-1, DSP-3 to DSP-10)", async function () {
    this.timeout(240_000);
    const world = await loadCourt();
    const { court, token, ledger, registry, asCouncil, currency, now } = world;
    const random = createSeededRandom(SEED);
    const treasury = await world.timelock.getAddress();
    const model = createCourtModel({ treasury, price: PRICE });
    const second = await world.registerAsset();
    const secondTerms = await world.sell({}, second);
    const assets = [world.assetId, second];
    const claimants = [world.claimant, world.tagger];
    const parties = [...claimants, world.thief].map(({ address }) => address);
    const licenses: { id: bigint; holder: HardhatEthersSigner }[] = [];
    /** What has left the pools, which the court holds no more. */
    let paidOut = 0n;
    const done = new Set<string>(["wait"]);
    let operation = "";

    /** Mostly a claim at one of the stages, else any, or one that nobody filed. */
    const claimAt = (...stages: bigint[]) => {
      const fitting = [...model.claims].filter(([, { stage }]) => stages.includes(stage));
      if (fitting.length > 0 && random.below(5) !== 0) return random.pick(fitting)[0];
      return BigInt(random.below(model.claims.size + 1)) + 1n;
    };
    const ownerOf = async (assetId: bigint) => await registry.ownerOf(assetId);
    /** The time of the next block, set so that the model knows it. */
    const nextTime = async () => {
      const time = (await now()) + 1n;
      await world.nextAt(time);
      return time;
    };
    /** Sends, and checks that the chain agrees on whether it is allowed. */
    const attempt = async (allowed: boolean, send: () => Promise<unknown>) => {
      const outcome = await send().then(
        () => true,
        () => false,
      );
      expect(outcome).to.equal(allowed);
      if (allowed) done.add(operation);
    };

    const refund = async (licenseId: bigint) => {
      const { holder } = model.entries.get(licenseId)!;
      const before = await token.balanceOf(holder);
      const amount = model.refund(licenseId, await nextTime());
      await attempt(amount !== undefined, () => court.refundBuyer(licenseId));
      paidOut += amount ?? 0n;
      expect((await token.balanceOf(holder)) - before).to.equal(amount ?? 0n);
    };
    const collectRest = async (claimId: bigint) => {
      const owner = await ownerOf(model.claimOf(claimId)?.assetId ?? 1n);
      const time = await nextTime();
      const before = model.poolOf(claimId).collected;
      const rest = model.rest(claimId, owner, time);
      await attempt(rest !== undefined, () => court.collectRest(claimId, currency));
      expect(before - model.poolOf(claimId).collected).to.equal(rest?.amount ?? 0n);
    };

    const operations: Record<string, () => Promise<void>> = {
      file: async () => {
        const [by, assetId] = [random.pick(claimants), random.pick(assets)];
        const kind = random.pick(Object.values(KIND));
        const units = random.pick([UNITS, UNITS, 0n]);
        const time = await nextTime();
        await attempt(model.file(by.address, assetId, kind, units, time), () =>
          court.connect(by).file(assetId, kind, units, EVIDENCE),
        );
      },
      answer: async () => {
        const claimId = claimAt(STAGE.filed, STAGE.heard);
        const time = await nextTime();
        await attempt(model.answer(claimId, world.thief.address, time), () =>
          world.asThief.answer(claimId, STATEMENT),
        );
      },
      withdraw: async () => {
        const claimId = claimAt(STAGE.filed, STAGE.answered, STAGE.heard);
        const claimant = model.claimOf(claimId)?.claimant;
        const by = claimants.find(({ address }) => address === claimant) ?? world.stranger;
        await attempt(model.withdraw(claimId), () => court.connect(by).withdraw(claimId));
      },
      hear: async () => {
        const claimId = claimAt(STAGE.filed);
        const time = await nextTime();
        await attempt(model.hear(claimId, time), () => court.hear(claimId));
      },
      admit: async () => {
        const claimId = claimAt(STAGE.answered);
        const time = await nextTime();
        await attempt(model.admit(claimId, time), () => asCouncil.admit(claimId));
      },
      rule: async () => {
        const [claimId, verdict] = [
          claimAt(STAGE.filed, STAGE.heard),
          random.pick(Object.values(VERDICT)),
        ];
        const time = await nextTime();
        await attempt(model.rule(claimId, verdict, time), () => asCouncil.rule(claimId, verdict));
      },
      uphold: async () => {
        const claimId = claimAt(STAGE.answered, STAGE.heard);
        const time = await nextTime();
        await attempt(model.rule(claimId, VERDICT.upheld, time), () =>
          asCouncil.rule(claimId, VERDICT.upheld),
        );
      },
      lapse: async () => {
        const claimId = claimAt(STAGE.filed, STAGE.answered, STAGE.heard);
        const time = await nextTime();
        await attempt(model.lapse(claimId, time), () => court.lapse(claimId));
      },
      award: async () => {
        const claimId = claimAt(STAGE.upheld);
        const assetId = model.claimOf(claimId)?.assetId ?? 1n;
        const units = await ledger.unitsOf(assetId, OWNER);
        const income = await ledger.claimable(assetId, currency, OWNER);
        const time = await nextTime();
        await attempt(model.award(claimId, units, income, time), () =>
          asCouncil.award(claimId, OWNER, ALL_CURRENCIES),
        );
      },
      lift: async () => {
        const [claimId, byCouncil] = [claimAt(STAGE.upheld), random.below(4) === 0];
        const time = await nextTime();
        await attempt(model.lift(claimId, byCouncil, time), () =>
          court.connect(byCouncil ? world.council : world.stranger).lift(claimId),
        );
      },
      prolong: async () => {
        const assetId = random.pick(assets);
        await attempt(model.holdsOn(assetId) !== 0n, () => court.prolong(assetId));
      },
      buy: async () => {
        const assetId = random.pick(assets);
        const holder = random.pick([world.licensee, world.payer]);
        const termsId = assetId === second ? secondTerms : world.termsId;
        // A frozen asset sells nothing (DSP-6).
        await attempt(model.holdsOn(assetId) === 0n, async () => {
          const id = await world.buyLicense({ assetId, termsId, licensee: holder });
          licenses.push({ id, holder });
        });
      },
      pay: async () => {
        const assetId = random.pick(assets);
        await attempt(model.holdsOn(assetId) === 0n, () =>
          ledger.connect(world.payer).pay(assetId, currency, 3n * PRICE, EVIDENCE),
        );
      },
      claimIncome: async () => {
        const assetId = random.pick(assets);
        const { accrued } = await ledger.streamOf(assetId, currency);
        // Of nothing there is nothing to hold.
        await attempt(model.holdsOn(assetId) === 0n || accrued === 0n, () =>
          ledger.claim(assetId, currency, OWNER, []),
        );
      },
      // So that there is something to award again.
      giveBack: async () => {
        const assetId = random.pick(assets);
        const owning = await Promise.all(
          claimants.map(async (by) => ({ by, units: await ledger.unitsOf(assetId, by) })),
        );
        const { by, units } = owning.find((position) => position.units !== 0n) ?? owning[0]!;
        await attempt(units !== 0n && model.holdsOn(assetId) === 0n, () =>
          ledger.connect(by).bindUnits(assetId, units),
        );
      },
      enter: async () => {
        if (licenses.length === 0) return;
        const claimId = claimAt(STAGE.upheld);
        const assetId = model.claimOf(claimId)?.assetId;
        const fitting = licenses.filter(({ id }) => id >> 32n === assetId);
        const { id, holder } = random.pick(fitting.length > 0 ? fitting : licenses);
        const time = await nextTime();
        await attempt(model.enter(id, claimId, holder.address, time), () =>
          court.connect(holder).enterRefund(id, claimId),
        );
      },
      strike: async () => {
        const open = [...model.entries].filter(([, entry]) => entry.open).map(([id]) => id);
        const entered = open.length > 0 ? open : [...model.entries.keys()];
        if (entered.length === 0 || random.below(3) !== 0) return;
        const id = random.pick(entered);
        const time = await nextTime();
        await attempt(model.strike(id, time), () => asCouncil.strike(id));
      },
      refund: async () => {
        if (model.entries.size > 0) await refund(random.pick([...model.entries.keys()]));
      },
      rest: async () => {
        await collectRest(claimAt(STAGE.upheld, STAGE.remedied));
      },
      release: async () => {
        const party = random.pick([...parties, treasury]);
        const before = await token.balanceOf(party);
        const amount = model.release(party);
        await attempt(amount !== undefined, () => court.release(party));
        expect((await token.balanceOf(party)) - before).to.equal(amount ?? 0n);
      },
      wait: async () => {
        await world.wait(random.pick([1n, 3n, 8n, 20n]) * DAY);
      },
    };

    const lots = [...Object.keys(operations), ...OFTEN];
    for (let i = 0; i < OPERATIONS; ++i) {
      operation = random.pick(lots);
      await operations[operation]!();

      const pooled = [...model.pools.values()].reduce((sum, pool) => sum + pool.collected, 0n);
      expect(await token.balanceOf(court)).to.equal(
        model.bondsHeld() + model.creditsHeld() + pooled - paidOut,
      );
      for (const assetId of assets) {
        expect(await court.holdsOn(assetId)).to.equal(model.holdsOn(assetId));
        expect(await world.isFrozen(assetId)).to.equal(model.holdsOn(assetId) !== 0n);
        expect(await ledger.unitsOf(assetId, court)).to.equal(0n);
      }
    }
    for (const [claimId, { stage, deadline, units }] of model.claims) {
      const claim = await court.claimOf(claimId);
      expect([claim.stage, claim.deadline, claim.units]).to.deep.equal([stage, deadline, units]);
    }

    // Whatever is open ends by anyone's hand, and every bond somewhere.
    await world.wait(60n * DAY);
    for (const claimId of model.claims.keys()) {
      if (model.lapse(claimId, await now())) await court.lapse(claimId);
    }
    expect(model.bondsHeld()).to.equal(0n);
    for (const [claimId, { stage }] of model.claims) {
      if (stage === STAGE.upheld && model.lift(claimId, true, await now())) {
        await asCouncil.lift(claimId);
      }
    }

    // Wherever chance led, a buyer is refunded in the end.
    const [assetId] = assets as [bigint];
    for (const by of claimants) {
      const units = await ledger.unitsOf(assetId, by);
      if (units !== 0n) await ledger.connect(by).bindUnits(assetId, units);
    }
    const licenseId = await world.buyLicense({ assetId, termsId: world.termsId });
    await ledger.connect(world.payer).pay(assetId, currency, 3n * PRICE, EVIDENCE);
    model.file(world.claimant.address, assetId, KIND.stolen, UNITS, await nextTime());
    await world.asClaimant.file(assetId, KIND.stolen, UNITS, EVIDENCE);
    const lastId = BigInt(model.claims.size);
    await world.wait(8n * DAY);
    model.hear(lastId, await nextTime());
    await court.hear(lastId);
    model.rule(lastId, VERDICT.upheld, await nextTime());
    await asCouncil.rule(lastId, VERDICT.upheld);
    model.enter(licenseId, lastId, world.licensee.address, await nextTime());
    await court.connect(world.licensee).enterRefund(licenseId, lastId);
    const units = await ledger.unitsOf(assetId, OWNER);
    const income = await ledger.claimable(assetId, currency, OWNER);
    model.award(lastId, units, income, await nextTime());
    await asCouncil.award(lastId, OWNER, ALL_CURRENCIES);
    await world.wait(31n * DAY);
    for (const party of [...parties, treasury]) {
      if (model.release(party) !== undefined) await court.release(party);
    }
    expect(model.creditsHeld()).to.equal(0n);
    operation = "refund";
    for (const licenseId of model.entries.keys()) await refund(licenseId);
    operation = "rest";
    for (const claimId of model.claims.keys()) await collectRest(claimId);
    expect([...done]).to.include.members(STEPS);
    // What a short pool leaves is less than one base unit for each licence.
    expect((await token.balanceOf(court)) < BigInt(model.entries.size)).to.equal(true);
  });
});
