import { zeroPadValue } from "ethers";

import { getLogs } from "../chain/getLogs.ts";
import { mapLimited } from "../chain/mapLimited.ts";
import type { Clients } from "../clients.ts";
import { ascending } from "../provenance/traverse.ts";
import { type Address, parseAddress } from "../values/address.ts";
import { getLicense, type License } from "./getLicense.ts";

export type LicensesOfParameters = {
  account: Address;
  /** Of this asset only. */
  assetId?: bigint | undefined;
};

/** All licences that an account holds now, found from events, in ascending order of their ids. */
export async function licensesOf(
  clients: Clients,
  { account, assetId }: LicensesOfParameters,
): Promise<License[]> {
  const holder = parseAddress(account, "account");
  const { topicHash } = clients.contracts.licenses.interface.getEvent("Transfer");
  const logs = await getLogs(clients, {
    address: clients.addresses.licenses,
    topics: [topicHash, null, zeroPadValue(holder, 32)],
  });

  const received = new Set(logs.map(({ topics }) => BigInt(topics[3] ?? 0)));
  // The id of a licence begins with its asset's.
  const wanted = [...received].filter((id) => assetId === undefined || id >> 32n === assetId);
  const licenses = await mapLimited(wanted.sort(ascending), async (licenseId) =>
    getLicense(clients, { licenseId }),
  );
  return licenses.filter((license) => license.holder === holder);
}
