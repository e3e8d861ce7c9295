import { expect } from "chai";

import { ethers } from "../helpers/chain.ts";
import { domainOf, TYPES } from "../helpers/typedData.ts";
import { HOUR, loadMetering, NO_SUCH_OFFER } from "./deployMetering.ts";

const ROOT = ethers.id("receipts");
const LANE = 4n;
const DIRECT = ethers.ZeroHash;

describe("Lanes", () => {
  describe("postReceipts", () => {
    it("keeps sequence and root for account 0, without money", async () => {
      const { meter, offerId, asOperator } = await loadMetering();

      await expect(asOperator.postReceipts(offerId, LANE, 100n, ROOT))
        .to.emit(meter, "ReceiptsPosted")
        .withArgs(offerId, LANE, 100n, ROOT);
      expect(await meter.laneOf(DIRECT, offerId, LANE, 0n)).to.deep.equal([0n, 100n, ROOT]);
    });

    it("takes a key of the operator, while it is one", async () => {
      const { meter, operators, operator, stranger, offerId, asStranger } = await loadMetering();
      const possession = await stranger.signTypedData(
        await domainOf(operators),
        TYPES.operatorKey,
        { operator: operator.address, key: stranger.address },
      );
      await operators.connect(operator).addKey(stranger, possession);
      await asStranger.postReceipts(offerId, LANE, 1n, ROOT);
      expect((await meter.laneOf(DIRECT, offerId, LANE, 0n)).seq).to.equal(1n);
      await operators.connect(operator).revokeKey(stranger);

      await expect(asStranger.postReceipts(offerId, LANE, 2n, ROOT))
        .to.be.revertedWithCustomError(meter, "UsageMeter_NotOperatorNorKey")
        .withArgs(offerId, stranger);
    });

    it("refuses anyone else", async () => {
      const { meter, offerId, payer, asPayer } = await loadMetering();

      await expect(asPayer.postReceipts(offerId, LANE, 1n, ROOT))
        .to.be.revertedWithCustomError(meter, "UsageMeter_NotOperatorNorKey")
        .withArgs(offerId, payer);
    });

    it("refuses a sequence that does not grow", async () => {
      const { meter, offerId, asOperator } = await loadMetering();
      await asOperator.postReceipts(offerId, LANE, 100n, ROOT);

      for (const seq of [0n, 99n, 100n]) {
        await expect(asOperator.postReceipts(offerId, LANE, seq, ROOT))
          .to.be.revertedWithCustomError(meter, "UsageMeter_SequenceNotNew")
          .withArgs(seq, 100n);
      }
      await asOperator.postReceipts(offerId, LANE + 1n, 1n, ROOT);
    });

    it("refuses an offer that nobody published", async () => {
      const { meter, asOperator } = await loadMetering();

      await expect(asOperator.postReceipts(NO_SUCH_OFFER, LANE, 1n, ROOT))
        .to.be.revertedWithCustomError(meter, "UsageMeter_UnknownOffer")
        .withArgs(NO_SUCH_OFFER);
    });

    it("works while entries are paused (USE-13)", async () => {
      const { meter, council, offerId, asOperator } = await loadMetering();
      await meter.connect(council).pause(HOUR);
      await asOperator.postReceipts(offerId, LANE, 1n, ROOT);

      expect((await meter.laneOf(DIRECT, offerId, LANE, 0n)).seq).to.equal(1n);
    });
  });
});
