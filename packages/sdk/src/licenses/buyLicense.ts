import { type ApprovalMode, prepareSpending } from "../chain/allowance.ts";
import { argument, eventOf } from "../chain/events.ts";
import { prepare, type PreparedTransaction } from "../chain/prepare.ts";
import { send, type Written, written } from "../chain/send.ts";
import { accountOf, type Clients } from "../clients.ts";
import { type Address, NATIVE, parseAddress } from "../values/address.ts";
import { parseUint } from "../values/parseUint.ts";
import { parseRoot } from "../values/root.ts";
import { getTerms } from "./getTerms.ts";

export type BuyLicenseParameters = {
  assetId: bigint;
  termsId: string;
  /** Who gets the licence. Defaults to the signer, who pays. */
  licensee?: Address | undefined;
  /** How many periods at once. Defaults to 1. */
  periods?: bigint | undefined;
  /** Most to pay for all periods, in base units. Defaults to the price in the terms. */
  maxPrice?: bigint | undefined;
  /** What to approve if the allowance is too small. Defaults to `"exact"`. */
  approve?: ApprovalMode | undefined;
};
export type BuyLicenseResult = Written & {
  licenseId: bigint;
  /** Unix time; 0 is perpetual. */
  expiry: bigint;
  /** What was paid, in base units of the terms' currency. */
  price: bigint;
};

/** The unsigned transaction of {@link buyLicense}, and the approval that it may need before. */
export async function prepareBuyLicense(
  clients: Clients,
  parameters: BuyLicenseParameters,
): Promise<PreparedTransaction> {
  const { assetId, periods = 1n, approve } = parameters;
  const termsId = parseRoot(parameters.termsId, "terms id");
  const licensee = parseAddress(await accountOf(clients, parameters.licensee), "licensee");
  const { price: perPeriod, currency: token } = await getTerms(clients, { termsId });
  const price = perPeriod * parseUint(periods, 32, "number of periods");
  const maxPrice = parseUint(parameters.maxPrice ?? price, 128, "price");

  const request = { assetId, termsId, licensee, periods, maxPrice };
  const { interface: licenses } = clients.contracts.licenses;
  const spender = clients.addresses.licenses;
  return prepare(clients, "licenses", licenses.encodeFunctionData("mintLicense", [request]), {
    value: token === NATIVE ? price : 0n,
    before: await prepareSpending(clients, { token, spender, amount: price, approve }),
  });
}

/**
 * Buys a licence, approving the price first if need be.
 *
 * @throws {InsufficientFundsError} When the signer has less than the price.
 * @throws {InsufficientAllowanceError} When the allowance is too small and `approve` is `"never"`.
 */
export async function buyLicense(
  clients: Clients,
  parameters: BuyLicenseParameters,
): Promise<BuyLicenseResult> {
  const receipt = await send(clients, await prepareBuyLicense(clients, parameters));
  const event = eventOf(clients, "licenses", "LicenseMinted", receipt);
  return {
    ...written(receipt),
    licenseId: argument<bigint>(event, "licenseId"),
    expiry: argument<bigint>(event, "expiry"),
    price: argument<bigint>(event, "price"),
  };
}
