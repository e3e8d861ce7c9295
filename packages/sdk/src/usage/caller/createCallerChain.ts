import type { Clients } from "../../clients.ts";
import { mapLimited } from "../../chain/mapLimited.ts";
import { deposit } from "../accounts/deposit.ts";
import { getPayerAccount } from "../accounts/getPayerAccount.ts";
import { findOffers, type PublishedOffer } from "../offers/findOffers.ts";
import type { CallerChain } from "./CallerChain.ts";
import type { OfferChoice } from "./rankOffers.ts";

/** The chain as a caller sees it, through the verbs of the SDK. */
export function createCallerChain(clients: Clients): CallerChain {
  const { contracts, provider } = clients;

  async function now(): Promise<number> {
    const block = await provider.getBlock("latest");
    return block?.timestamp ?? 0;
  }

  async function choose(published: readonly PublishedOffer[]): Promise<OfferChoice[]> {
    const time = await now();
    const live = published.filter(({ offer, endsAt }) => offer.validFrom <= time && time < endsAt);
    const choices = await mapLimited(live, async ({ offer, offerId }) => {
      const [state, endpoint, active] = await Promise.all([
        contracts.operators.operatorOf(offer.operator),
        contracts.operators.endpointOf(offer.operator),
        contracts.operators.isActive(offer.operator),
      ]);
      return active && endpoint !== ""
        ? { offer, offerId, endpoint, stake: state.stake }
        : undefined;
    });
    return choices.filter((choice) => choice !== undefined);
  }

  return {
    now,
    findOffers: async (assetId) => await choose(await findOffers(clients, { assetId })),
    findOffer: async (offerId) => (await choose(await findOffers(clients, { offerId })))[0],
    account: (accountId) => getPayerAccount(clients, { accountId }),
    redeemed: async ({ accountId, offerId, lane, epoch }) =>
      (await contracts.meter.laneOf(accountId, offerId, lane, epoch)).redeemed,
    deposit: async ({ payer: _, ...terms }, amount) => {
      await deposit(clients, { ...terms, amount });
    },
    isOperatorKey: async (operator, key, time) => {
      const [then, still] = await Promise.all([
        contracts.operators.isKeyAt(operator, key, time),
        contracts.operators.isKeyAt(operator, key, await now()),
      ]);
      return then && still;
    },
  };
}
