import type { Clients } from "../../clients.ts";
import { mapLimited } from "../../chain/mapLimited.ts";
import { deposit } from "../accounts/deposit.ts";
import { getPayerAccount } from "../accounts/getPayerAccount.ts";
import { findOffers, type PublishedOffer } from "../offers/findOffers.ts";
import type { CallerChain } from "./CallerChain.ts";
import { createRecent } from "./createRecent.ts";
import type { OfferChoice } from "./rankOffers.ts";

/**
 * The chain as a caller sees it, through the verbs of the SDK.
 *
 * @param recentMs For how long what was read of offers, operators, their keys and the time is believed. What is in
 * accounts is always read.
 */
export function createCallerChain(clients: Clients, recentMs = 0): CallerChain {
  const { contracts, provider } = clients;
  const recent = createRecent(recentMs);

  function now(): Promise<number> {
    return recent("now", async () => (await provider.getBlock("latest"))?.timestamp ?? 0);
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

  const keyWindow = (operator: string, key: string) =>
    recent(`key ${operator} ${key}`, async () => {
      const { from, until } = await contracts.operators.keyOf(operator, key);
      return { from: Number(from), until: until === 0n ? Infinity : Number(until) };
    });

  return {
    now,
    findOffers: (assetId) =>
      recent(`asset ${assetId}`, async () => await choose(await findOffers(clients, { assetId }))),
    findOffer: async (offerId) => {
      const read = async () => await choose(await findOffers(clients, { offerId }));
      return (await recent(`offer ${offerId}`, read))[0];
    },
    account: (accountId) => getPayerAccount(clients, { accountId }),
    redeemed: async ({ accountId, offerId, lane, epoch }) =>
      (await contracts.meter.laneOf(accountId, offerId, lane, epoch)).redeemed,
    deposit: async ({ payer: _, ...terms }, amount) => {
      await deposit(clients, { ...terms, amount });
    },
    isOperatorKey: async (operator, key, time) => {
      const { from, until } = await keyWindow(operator, key);
      return from !== 0 && from <= time && time < until && (await now()) < until;
    },
  };
}
