import { type SignedVoucher, USAGE_TYPES } from "@sahara/sdk";
import { expect } from "chai";
import { id } from "ethers";

import { networkHelpers } from "../helpers/chain.ts";
import { createKey } from "../helpers/operators.ts";
import { expectRevert } from "./expectRejection.ts";
import { DAY_S, loadOperatorWorld, type OperatorWorld } from "./operatorWorld.ts";

describe("SDK: payer accounts", () => {
  let world: OperatorWorld;
  let operator: string;

  beforeEach(async () => {
    world = await loadOperatorWorld();
    operator = world.contracts.relayer.address;
  });

  const balanceOf = async (accountId: string) =>
    (await world.sdk.stranger.getPayerAccount({ accountId })).balance;

  describe("depositWithPermit", () => {
    it("deposits in one transaction, without an approval", async () => {
      const { sdk, contracts, addresses } = world;

      const { accountId, terms } = await sdk.payer.depositWithPermit({ operator, amount: 900n });

      expect(await balanceOf(accountId)).to.equal(900n);
      expect(terms.operator).to.equal(operator.toLowerCase());
      expect(await contracts.token.allowance(contracts.payer, addresses.meter)).to.equal(0n);
    });

    it("fails when the permit came too late", async () => {
      const { sdk } = world;
      const deadline = BigInt(await networkHelpers.time.latest()) - 1n;

      const depositing = sdk.payer.depositWithPermit({ operator, amount: 900n, deadline });

      await expectRevert(depositing, "ERC20InsufficientAllowance", {
        ...{ spender: world.addresses.meter, allowance: 0n, needed: 900n },
      });
    });
  });

  describe("refunds", () => {
    it("pays back what the operator gives up itself", async () => {
      const { sdk } = world;
      const { terms, accountId } = await sdk.payer.deposit({ operator, amount: 900n });

      await sdk.relayer.refund({ terms, amount: 400n });

      expect(await balanceOf(accountId)).to.equal(500n);
    });

    it("pays what the operator signed when anyone submits it, once, and only the payer", async () => {
      const { sdk, contracts } = world;
      const { terms, accountId } = await sdk.payer.deposit({ operator, amount: 900n });
      const signed = await sdk.relayer.signRefund({ terms, amount: 900n });
      const before = await contracts.token.balanceOf(contracts.payer);

      await sdk.stranger.refund({ signed });

      expect(await contracts.token.balanceOf(contracts.payer)).to.equal(before + 900n);
      expect(await sdk.stranger.getPayerAccount({ accountId })).to.deep.include({
        ...{ balance: 0n, epoch: 1 },
      });
      await expectRevert(sdk.stranger.refund({ signed }), "UsageMeter_NonceUsed", {
        ...{ account: operator, nonce: signed.refund.nonce },
      });
    });

    it("can be called back before anybody used it", async () => {
      const { sdk } = world;
      const { terms } = await sdk.payer.deposit({ operator, amount: 900n });
      const signed = await sdk.relayer.signRefund({ terms, amount: 900n });

      await sdk.relayer.cancelNonce({ nonce: signed.refund.nonce });

      await expectRevert(sdk.payer.refund({ signed }), "UsageMeter_NonceUsed", {
        ...{ account: operator, nonce: signed.refund.nonce },
      });
    });
  });

  describe("sessions", () => {
    it("are listed with what they spent, and end after the delay when they are closed", async () => {
      const { sdk } = world;
      const { terms, accountId } = await sdk.payer.deposit({ operator, amount: 900n });
      const key = createKey(7);
      const validUntil = (await networkHelpers.time.latest()) + 30 * DAY_S;
      await sdk.payer.openSession({ terms, key, cap: 150n, validUntil });
      const open = { key: key.address, cap: 150n, spent: 0n, endsAt: validUntil };
      expect(await sdk.stranger.getSessions({ accountId })).to.deep.equal([open]);

      await sdk.payer.closeSession({ terms, key: key.address });

      const endsAt = (await networkHelpers.time.latest()) + DAY_S;
      expect(await sdk.stranger.getSessions({ accountId })).to.deep.equal([{ ...open, endsAt }]);
    });
  });

  describe("findPayerAccounts", () => {
    it("finds each account once, with its terms, by payer, operator or id", async () => {
      const { sdk, contracts } = world;
      const { terms, accountId } = await sdk.payer.deposit({ operator, amount: 500n });
      await sdk.payer.deposit({ operator, amount: 400n });
      const other = await sdk.payer.deposit({ operator: contracts.owner.address, amount: 1n });
      const account = { accountId, terms, balance: 900n, thawing: 0n, thawEnd: 0n, epoch: 0 };

      const payer = contracts.payer.address;
      const mine = await sdk.stranger.findPayerAccounts({ payer });
      expect(mine.map((found) => found.accountId)).to.deep.equal([accountId, other.accountId]);
      for (const filter of [{ operator }, { accountId }]) {
        expect(await sdk.stranger.findPayerAccounts(filter)).to.deep.equal([account]);
      }
    });
  });

  describe("operator keys", () => {
    it("are listed with the time in which they sign, also after they were revoked", async () => {
      const { sdk } = world;
      await world.enroll("relayer");
      const [added] = await sdk.stranger.getOperatorKeys({ operator });
      expect(added).to.deep.include({ key: createKey(1).address, until: undefined });

      await sdk.relayer.revokeOperatorKey({ key: createKey(1).address });

      const until = await networkHelpers.time.latest();
      const revoked = { ...added, until, slashed: false };
      expect(await sdk.stranger.getOperatorKeys({ operator })).to.deep.equal([revoked]);
    });
  });

  describe("redeem", () => {
    /** Vouchers of one account for so many lanes. */
    const signVouchers = async (offerId: string, lanes: number): Promise<SignedVoucher[]> => {
      const { sdk, contracts, digests } = world;
      const deposited = await sdk.payer.deposit({ operator, amount: 10_000n });
      const { terms: account, accountId } = deposited;
      const validUntil = (await networkHelpers.time.latest()) + 30 * DAY_S;
      const { domain } = digests;
      const types = { UsageVoucher: [...USAGE_TYPES.UsageVoucher] };
      const vouchers: SignedVoucher[] = [];
      for (let lane = 0; lane < lanes; lane++) {
        const voucher = {
          ...{ accountId, offerId, lane, epoch: 0, seq: 1n, maxCumulative: 10n },
          ...{ receiptsRoot: id("root"), validUntil },
        };
        const signature = await contracts.payer.signTypedData(domain, types, voucher);
        vouchers.push({ account, voucher, signature });
      }
      return vouchers;
    };

    it("puts as many vouchers into a transaction as a block has gas for", async () => {
      const { sdk } = world;
      const { offerId } = await world.enroll("relayer");
      const vouchers = await signVouchers(offerId, 8);
      const { gasUsed } = (await sdk.relayer.redeem({ vouchers: vouchers.slice(0, 1) }))
        .transactions[0]!;
      const block = await sdk.relayer.clients.provider.getBlock("latest");
      // Room for three or four of the seven that are left, so they have to be split once or twice.
      await networkHelpers.setBlockGasLimit(gasUsed * 2n);
      await networkHelpers.mine();
      try {
        const prepared = await sdk.relayer.prepareRedeem({ vouchers: vouchers.slice(1) });
        const { transactions, redeemed } = await sdk.relayer.redeem({
          vouchers: vouchers.slice(1),
        });

        expect(transactions.length).to.be.within(2, 4);
        expect(prepared).to.have.length(transactions.length);
        expect(redeemed).to.deep.equal(
          Array.from({ length: 7 }, () => ({ status: "SETTLED", amount: 10n })),
        );
      } finally {
        await networkHelpers.setBlockGasLimit(block!.gasLimit);
      }
    });

    it("fails with the node's reason when not even one fits", async () => {
      const { sdk } = world;
      const { offerId } = await world.enroll("relayer");
      const [voucher] = await signVouchers(offerId, 1);
      const block = await sdk.relayer.clients.provider.getBlock("latest");
      await networkHelpers.setBlockGasLimit(60_000n);
      await networkHelpers.mine();
      try {
        const redeeming = sdk.relayer.redeem({ vouchers: [voucher!, voucher!] });
        expect(await redeeming.catch((error: unknown) => error)).to.be.instanceOf(Error);
      } finally {
        await networkHelpers.setBlockGasLimit(block!.gasLimit);
      }
      expect(
        (await world.contracts.meter.laneOf(voucher!.voucher.accountId, offerId, 0, 0)).seq,
      ).to.equal(0n);
    });
  });
});
