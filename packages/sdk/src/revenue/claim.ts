import { prepare, type PreparedTransaction } from "../chain/prepare.ts";
import { send } from "../chain/send.ts";
import { accountOf, type Clients } from "../clients.ts";
import { type Address, type Holder, parseCurrency, parseHolder } from "../values/address.ts";
import { claimedIn, type ClaimResult } from "./claimed.ts";

export type ClaimParameters = {
  assetId: bigint;
  /** Whose units; `"owner"` is whoever owns the asset. Defaults to the signer. Anyone may claim for anyone. */
  holder?: Holder | undefined;
  /** Currency; `NATIVE` is the native coin. */
  token: Address;
  /** Assets to settle before, deepest first. Defaults to none; `planClaims` finds the best. */
  path?: readonly bigint[] | undefined;
};

/** The unsigned transaction of {@link claim}. */
export async function prepareClaim(
  clients: Clients,
  parameters: ClaimParameters,
): Promise<PreparedTransaction> {
  const { assetId, path = [] } = parameters;
  const token = parseCurrency(parameters.token);
  const holder = parseHolder(await accountOf(clients, parameters.holder));
  const { interface: ledger } = clients.contracts.ledger;
  const data = ledger.encodeFunctionData("claim", [assetId, token, holder, [...path]]);
  return prepare(clients, "ledger", data);
}

/** Settles `path`, then pays a holder what its units of one asset have earned. */
export async function claim(clients: Clients, parameters: ClaimParameters): Promise<ClaimResult> {
  return claimedIn(clients, await send(clients, await prepareClaim(clients, parameters)));
}
