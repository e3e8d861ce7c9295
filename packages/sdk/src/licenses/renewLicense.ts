import { type ApprovalMode, prepareSpending } from "../chain/allowance.ts";
import { argument, eventOf } from "../chain/events.ts";
import { prepare, type PreparedTransaction } from "../chain/prepare.ts";
import { send, type Written, written } from "../chain/send.ts";
import type { Clients } from "../clients.ts";
import { NATIVE } from "../values/address.ts";
import { parseUint } from "../values/parseUint.ts";
import { getLicense } from "./getLicense.ts";

export type RenewLicenseParameters = {
  licenseId: bigint;
  /** How many periods. Defaults to 1. */
  periods?: bigint | undefined;
  /** Most to pay for all periods, in base units. Defaults to the price in the terms. */
  maxPrice?: bigint | undefined;
  /** What to approve if the allowance is too small. Defaults to `"exact"`. */
  approve?: ApprovalMode | undefined;
};
/** `expiry` is the new end, in Unix time. */
export type RenewLicenseResult = Written & { expiry: bigint };

/** The unsigned transaction of {@link renewLicense}, and the approval that it may need before. */
export async function prepareRenewLicense(
  clients: Clients,
  { licenseId, periods = 1n, maxPrice, approve }: RenewLicenseParameters,
): Promise<PreparedTransaction> {
  const { terms } = await getLicense(clients, { licenseId });
  const price = terms.price * parseUint(periods, 32, "number of periods");
  const most = parseUint(maxPrice ?? price, 128, "price");

  const { interface: licenses } = clients.contracts.licenses;
  const data = licenses.encodeFunctionData("renew", [licenseId, periods, most]);
  const spending = { token: terms.currency, spender: clients.addresses.licenses, amount: price };
  return prepare(clients, "licenses", data, {
    value: terms.currency === NATIVE ? price : 0n,
    before: await prepareSpending(clients, { ...spending, approve }),
  });
}

/** Extends a licence by whole periods at its terms' price. Anyone may pay. */
export async function renewLicense(
  clients: Clients,
  parameters: RenewLicenseParameters,
): Promise<RenewLicenseResult> {
  const receipt = await send(clients, await prepareRenewLicense(clients, parameters));
  const event = eventOf(clients, "licenses", "SubscriptionUpdate", receipt);
  return { ...written(receipt), expiry: argument<bigint>(event, "expiration") };
}
