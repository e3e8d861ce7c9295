import {
  type CallReceipt,
  createDigests,
  ethersSignatures,
  fromHex,
  meterDomain,
  type SignedReceipt,
  toHex,
  type UsageOffer,
} from "@sahara/sdk";
import { id, type Wallet, ZeroHash } from "ethers";

import { networkHelpers } from "../helpers/chain.ts";
import { createKey, ONE_SAHARA } from "../helpers/operators.ts";
import { loadSdk, registerRoot } from "./connectSahara.ts";

export const DAY_S = 86_400;
export const STAKE = 100_000n * ONE_SAHARA;
export const MAX_PRICE = 200n;

const CHAIN_ID = 31337n;

/** Who can be an operator here, and the number of its key. */
const KEY_NUMBERS = { relayer: 1, otherOwner: 2 } as const;

export type OperatorName = keyof typeof KEY_NUMBERS;
export type OperatorWorld = Awaited<ReturnType<typeof loadOperatorWorld>>;

/** A deployment with an asset of the owner's; `enroll` makes operators that offer it. */
export async function loadOperatorWorld() {
  const fixture = await loadSdk();
  const { sdk, contracts, addresses } = fixture;
  const assetId = await registerRoot(sdk.owner);
  const digests = createDigests(meterDomain(CHAIN_ID, addresses.meter), ethersSignatures);

  /** Stakes for an operator, adds its key, and publishes an offer of it for the asset. */
  async function enroll(name: OperatorName, terms: Partial<UsageOffer> = {}) {
    const key = createKey(KEY_NUMBERS[name]);
    const operator = contracts[name].address.toLowerCase();
    await contracts.token.connect(contracts.payer).transfer(operator, STAKE);
    await sdk[name].stake({ amount: STAKE });
    await sdk[name].addOperatorKey({ key });
    const now = await networkHelpers.time.latest();
    const offer: UsageOffer = {
      ...{ assetId, version: 1, operator, token: addresses.token.toLowerCase() },
      ...{ operatorBps: 3_000, maxPricePerCall: MAX_PRICE, creditLimit: 0n },
      ...{ validFrom: now, validUntil: now + 90 * DAY_S, modelHash: id("model") },
      ...{ termsHash: id("terms"), attestationPolicy: ZeroHash, ...terms },
    };
    const { signature: ownerSignature } = await sdk.owner.signOffer({ offer });
    const { offerId } = await sdk[name].publishOffer({ offer, ownerSignature });
    return { operator, offer, offerId, sign: signerOf(key, offer, offerId, now) };
  }

  /** Signs receipts as the operator would; by default an honest one for the first call that was paid directly. */
  function signerOf(key: Wallet, offer: UsageOffer, offerId: string, now: number) {
    return (changes: Partial<CallReceipt> = {}): SignedReceipt => {
      const receipt: CallReceipt = {
        ...{ accountId: ZeroHash, offerId, lane: 0, epoch: 0, seq: 1n },
        ...{ requestHash: id("request"), responseHash: id("response"), units: 1n },
        ...{ amount: 100n, cumulative: 100n, startedAt: now + 1, finishedAt: now + 1 },
        ...{ modelHash: offer.modelHash, ...changes },
      };
      const digest = digests.digest("CallReceipt", receipt);
      const signature = toHex(ethersSignatures.sign(digest, fromHex(key.privateKey)));
      return { receipt, signature };
    };
  }

  const stakeOf = async (operator: string) => (await sdk.stranger.getOperator({ operator })).stake;
  return { ...fixture, assetId, digests, enroll, stakeOf };
}
