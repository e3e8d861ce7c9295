import type { HardhatEthersSigner } from "@nomicfoundation/hardhat-ethers/types";
import { Wallet } from "ethers";

import { DEAREST_RATIO, FEE_BPS, HOUR, type Terms } from "../execution/deployMetering.ts";
import { loadMeteringWith } from "../execution/meteringWith.ts";
import { ethers } from "../helpers/chain.ts";
import { createMeterModel, type ModelAccount, type ModelOffer } from "./meterModel.ts";

export type MeterWorld = Awaited<ReturnType<typeof buildMeterWorld>>;

/** An account on both sides. */
export type WorldAccount = ModelAccount & {
  id: string;
  terms: Terms;
  payer: HardhatEthersSigner;
  operator: HardhatEthersSigner;
  keys: readonly Wallet[];
};

export type WorldOffer = ModelOffer & { id: string; receiver: string; signer: HardhatEthersSigner };

const KEYS_PER_ACCOUNT = 3;

/**
 * Three payers, two operators and two tokens, of which SAHARA asks for so much stake that it runs short: an account for
 * each of them, and an offer of each operator in each token. The model knows all of it.
 */
export async function buildMeterWorld() {
  const metering = await loadMeteringWith("PlainToken", 18n);
  const { meter, receivers, operators, token, odd, currency, oddAddress } = metering;
  const { operator, otherOperator, payer, licensee, relayer, deployer, council, publish } =
    metering;
  const { dataset, oddAsset, makeTerms } = metering;
  await operators.connect(council).setStakeRatio(currency, DEAREST_RATIO / 100n);
  const model = createMeterModel(FEE_BPS);

  const assets = [
    { token: currency, assetId: dataset },
    { token: oddAddress, assetId: oddAsset },
  ];
  const offers: WorldOffer[] = [];
  for (const [index, signer] of [operator, otherOperator].entries()) {
    for (const { token: priced, assetId } of assets) {
      const operatorBps = 3_333n * BigInt(index + 1);
      const terms = { operator: signer.address, assetId, token: priced, operatorBps };
      const id = await publish(terms);
      const receiver = await receivers.receiverOf(id);
      const counters = { gross: 0n, passed: 0n, withdrawn: 0n };
      const offer = { id, receiver, signer, ...counters, operatorBps, token: priced };
      offers.push({ ...offer, operator: signer.address });
    }
  }

  const accounts: WorldAccount[] = [];
  for (const [index, who] of [payer, licensee, relayer].entries()) {
    await token.connect(deployer).transfer(who, 10n ** 24n);
    await odd.mint(who, 10n ** 24n);
    await token.connect(who).approve(meter, ethers.MaxUint256);
    await odd.connect(who).getFunction("approve")(meter, ethers.MaxUint256);
    for (const signer of [operator, otherOperator]) {
      for (const { token: held } of assets) {
        const withdrawDelay = HOUR * BigInt(index + 1);
        const terms = makeTerms({
          payer: who.address,
          operator: signer.address,
          token: held,
          withdrawDelay,
          salt: ethers.id("random"),
        });
        const id = await meter.accountIdOf(terms);
        const keys = Array.from(
          { length: KEYS_PER_ACCOUNT },
          (_, key) => new Wallet(ethers.id(`key ${key} of ${id}`)),
        );
        const mine = offers.filter((o) => o.signer === signer && o.token === held);
        accounts.push({
          ...{ id, terms, payer: who, operator: signer, keys, token: held, withdrawDelay },
          ...{ offerIds: mine.map((offer) => offer.id), sessions: new Map() },
          ...{ balance: 0n, thawing: 0n, thawEnd: 0n, epoch: 0n },
        });
      }
    }
  }
  model.accounts.push(...accounts);
  model.offers.push(...offers);
  const tokens = new Map([
    [currency, token],
    [oddAddress, odd],
  ]);
  return { ...metering, model, accounts, offers, tokens };
}
