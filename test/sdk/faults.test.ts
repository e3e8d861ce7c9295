import {
  DETERMINISTIC,
  ethersSignatures,
  InsufficientFundsError,
  NoFaultError,
  receiptTreeOf,
  toHex,
} from "@sahara/sdk";
import { expect } from "chai";
import { id } from "ethers";

import { networkHelpers } from "../helpers/chain.ts";
import { ONE_SAHARA } from "../helpers/operators.ts";
import { expectRejection, expectRevert } from "./expectRejection.ts";
import { DAY_S, loadOperatorWorld, MAX_PRICE, type OperatorWorld, STAKE } from "./operatorWorld.ts";

describe("SDK: faults", () => {
  let world: OperatorWorld;

  beforeEach(async () => {
    world = await loadOperatorWorld();
  });

  describe("reportFault", () => {
    let guilty: Awaited<ReturnType<OperatorWorld["enroll"]>>;

    beforeEach(async () => {
      guilty = await world.enroll("relayer");
    });

    /** Reports as the stranger, and expects a slash and a reward. */
    const expectSlash = async (
      evidence: Parameters<typeof world.sdk.stranger.reportFault>[0],
      expected: string,
    ) => {
      const { sdk, contracts } = world;

      const { fault } = await sdk.stranger.reportFault(evidence);
      await sdk.stranger.withdrawReward({ to: contracts.stranger.address });

      const slashed = STAKE - (await world.stakeOf(guilty.operator));
      const reward = await contracts.token.balanceOf(contracts.stranger);
      expect(fault).to.equal(expected);
      expect(slashed).to.be.greaterThan(0n);
      expect(reward).to.be.greaterThan(0n);
      expect(reward).to.be.lessThan(slashed);
    };

    it("slashes for a price above the offer's", async () => {
      const amount = MAX_PRICE + 1n;
      const signed = guilty.sign({ amount, cumulative: amount });
      await expectSlash({ signed }, "OVER_PRICE");
    });

    it("slashes for another model than the offer's", async () => {
      const signed = guilty.sign({ modelHash: id("cheaper model") });
      await expectSlash({ signed }, "WRONG_MODEL");
    });

    it("slashes for two receipts that follow each other and do not add up, in whatever order", async () => {
      const first = guilty.sign();
      const second = guilty.sign({ seq: 2n, cumulative: 201n });
      await expectSlash({ signed: second, against: first }, "BROKEN_ACCUMULATION");
    });

    it("slashes for a first receipt that counts more than itself", async () => {
      const signed = guilty.sign({ cumulative: 101n });
      await expectSlash({ signed }, "BROKEN_ACCUMULATION");
    });

    it("slashes for two receipts for one place", async () => {
      const against = guilty.sign({ responseHash: id("another response") });
      await expectSlash({ signed: guilty.sign(), against }, "EQUIVOCATION");
    });

    it("slashes for a posted root that hides a receipt", async () => {
      const { sdk } = world;
      const signed = guilty.sign();
      const forged = guilty.sign({ responseHash: id("what was posted") });
      const leaf = world.digests.digest("CallReceipt", forged.receipt);
      const tree = receiptTreeOf(ethersSignatures.keccak256, [leaf]);
      const posted = { offerId: guilty.offerId, lane: 0, seq: 1n };
      await sdk.relayer.postReceipts({ ...posted, receiptsRoot: toHex(tree.root()) });

      const proof = tree.proof(0).map(toHex);
      await expectSlash({ signed, leaf: toHex(leaf), proof }, "ROOT_FRAUD");
    });

    it("sends nothing for what is no fault", async () => {
      const { sdk } = world;
      const second = guilty.sign({ seq: 2n, cumulative: 200n });
      for (const evidence of [
        { signed: guilty.sign() },
        { signed: guilty.sign(), against: second },
      ]) {
        await expectRejection(sdk.stranger.reportFault(evidence), NoFaultError);
      }
      expect(await world.stakeOf(guilty.operator)).to.equal(STAKE);
    });
  });

  describe("divergences", () => {
    const RULING_PERIOD_S = 14 * DAY_S;

    /** Two operators answer one request differently, and the payer brings both answers. */
    const open = async () => {
      const first = await world.enroll("relayer", { attestationPolicy: DETERMINISTIC });
      const second = await world.enroll("otherOwner", { attestationPolicy: DETERMINISTIC });
      const evidence = {
        first: { ...first.sign(), offer: first.offer },
        second: { ...second.sign({ responseHash: id("another response") }), offer: second.offer },
      };
      const { divergenceId } = await world.sdk.payer.openDivergence(evidence);
      return { divergenceId, evidence, first, second };
    };

    it("puts up the bond, and says who is accused", async () => {
      const { sdk, contracts } = world;
      const { divergenceId } = await open();

      expect(await sdk.stranger.getDivergence({ divergenceId })).to.deep.include({
        ...{ divergenceId, reporter: contracts.payer.address, verdict: "NONE" },
        ...{ first: contracts.relayer.address, second: contracts.otherOwner.address },
        bond: await contracts.divergences.bond(),
      });
    });

    it("slashes whom the council finds wrong, and gives the bond back", async () => {
      const { sdk, contracts } = world;
      const { divergenceId, first, second } = await open();

      await sdk.council.ruleDivergence({ divergenceId, verdict: "SECOND_WRONG" });
      const { amount } = await sdk.stranger.releaseBond({ account: contracts.payer.address });

      expect(await world.stakeOf(first.operator)).to.equal(STAKE);
      expect(await world.stakeOf(second.operator)).to.equal((STAKE * 9n) / 10n);
      expect(amount).to.equal(await contracts.divergences.bond());
      expect(await sdk.stranger.getDivergence({ divergenceId })).to.deep.include({
        ...{ verdict: "SECOND_WRONG", bond: 0n },
      });
    });

    it("lapses when nobody ruled", async () => {
      const { sdk, contracts } = world;
      const { divergenceId, first } = await open();
      await networkHelpers.time.increase(RULING_PERIOD_S);

      await sdk.stranger.lapseDivergence({ divergenceId });
      await sdk.stranger.releaseBond({ account: contracts.payer.address });

      expect(await world.stakeOf(first.operator)).to.equal(STAKE);
      expect(await contracts.divergences.creditOf(contracts.payer)).to.equal(0n);
    });

    it("refuses the same two answers again, and a reporter without the bond", async () => {
      const { sdk, contracts } = world;
      const { divergenceId, evidence } = await open();

      await expectRevert(sdk.payer.openDivergence(evidence), "Divergences_AlreadyOpened", {
        divergenceId,
      });
      const poor = sdk.contributor.openDivergence(evidence);
      const { needed } = await expectRejection(poor, InsufficientFundsError);
      expect(needed).to.equal(await contracts.divergences.bond());
      expect(needed).to.be.at.least(ONE_SAHARA);
    });
  });
});
