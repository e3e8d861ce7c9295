import { prepare, type PreparedTransaction } from "../chain/prepare.ts";
import { send } from "../chain/send.ts";
import { accountOf, type Clients } from "../clients.ts";
import { type Address, type Holder, parseCurrency, parseHolder } from "../values/address.ts";
import { claimedIn, type ClaimResult } from "./claimed.ts";

export type ClaimManyParameters = {
  assetIds: readonly bigint[];
  /** Whose units; `"owner"` is whoever owns the asset. Defaults to the signer. Anyone may claim for anyone. */
  holder?: Holder | undefined;
  /** Currency; `NATIVE` is the native coin. */
  token: Address;
  /** Assets to settle before, deepest first. Defaults to none; `planClaims` finds the best. */
  path?: readonly bigint[] | undefined;
};

/** The unsigned transaction of {@link claimMany}. */
export async function prepareClaimMany(
  clients: Clients,
  parameters: ClaimManyParameters,
): Promise<PreparedTransaction> {
  const { assetIds, path = [] } = parameters;
  const token = parseCurrency(parameters.token);
  const holder = parseHolder(await accountOf(clients, parameters.holder));
  const { interface: ledger } = clients.contracts.ledger;
  const data = ledger.encodeFunctionData("claimMany", [[...assetIds], token, holder, [...path]]);
  return prepare(clients, "ledger", data);
}

/** Settles `path`, then claims several assets of one holder with one transfer. Frozen assets are passed over. */
export async function claimMany(
  clients: Clients,
  parameters: ClaimManyParameters,
): Promise<ClaimResult> {
  return claimedIn(clients, await send(clients, await prepareClaimMany(clients, parameters)));
}
