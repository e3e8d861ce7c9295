import type { LogDescription } from "ethers";

import { addressTopic } from "../chain/addressTopic.ts";
import { argument } from "../chain/events.ts";
import { getLogs } from "../chain/getLogs.ts";
import type { Clients } from "../clients.ts";
import type { Address } from "../values/address.ts";
import { toHex32 } from "../values/hex32.ts";

export type FindReleasesParameters = {
  assetId: bigint;
  /** To this account only. */
  account?: Address | undefined;
  /** By this custodian only. */
  custodian?: Address | undefined;
};

/** A custodian's word that it was about to release its share. */
export type Release = {
  assetId: bigint;
  version: bigint;
  /** Policy under which it was released. */
  epoch: bigint;
  /** Who asked. */
  account: Address;
  /** 0n: the account was the asset's owner. */
  licenseId: bigint;
  custodian: Address;
  /** Digest of the signed request, one for all custodians. */
  requestHash: string;
  blockNumber: number;
};

/** The log of an asset's releases, in the order of the chain. */
export async function findReleases(
  clients: Clients,
  { assetId, account, custodian }: FindReleasesParameters,
): Promise<Release[]> {
  const { interface: vault } = clients.contracts.vault;
  const logs = await getLogs(clients, {
    address: clients.addresses.vault,
    topics: [
      ...[vault.getEvent("KeyReleased").topicHash, toHex32(assetId)],
      ...[addressTopic(account, "account"), addressTopic(custodian, "custodian")],
    ],
  });
  return logs.map((log) => {
    const event = vault.parseLog(log);
    if (event === null) throw new Error("cannot happen: the topic is the event's");
    return { ...releaseOf(event), blockNumber: log.blockNumber };
  });
}

function releaseOf(event: LogDescription): Omit<Release, "blockNumber"> {
  return {
    assetId: argument<bigint>(event, "assetId"),
    version: argument<bigint>(event, "version"),
    epoch: argument<bigint>(event, "epoch"),
    account: argument<Address>(event, "account"),
    licenseId: argument<bigint>(event, "licenseId"),
    custodian: argument<Address>(event, "custodian"),
    requestHash: argument<string>(event, "requestHash"),
  };
}
