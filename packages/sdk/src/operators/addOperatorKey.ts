import type { Signer } from "ethers";

import { prepare, type PreparedTransaction } from "../chain/prepare.ts";
import { send, type Written, written } from "../chain/send.ts";
import { accountOf, type Clients } from "../clients.ts";
import { operatorsDomain } from "../usage/digests.ts";
import { USAGE_TYPES } from "../usage/structs.ts";
import { type Address, parseAddress } from "../values/address.ts";

export type AddOperatorKeyParameters = {
  /** The key that is to sign receipts and reports. It signs for the operator here, so that nobody claims another's. */
  key: Signer;
  /** Defaults to the signer, which has to send the transaction. */
  operator?: Address | undefined;
};

/** The unsigned transaction of {@link addOperatorKey}. */
export async function prepareAddOperatorKey(
  clients: Clients,
  parameters: AddOperatorKeyParameters,
): Promise<PreparedTransaction> {
  const operator = parseAddress(await accountOf(clients, parameters.operator), "operator");
  const key = await parameters.key.getAddress();
  const domain = operatorsDomain(clients.chainId, clients.addresses.operators);
  const types = { OperatorKey: [...USAGE_TYPES.OperatorKey] };
  const possession = await parameters.key.signTypedData(domain, types, { operator, key });

  const { interface: operators } = clients.contracts.operators;
  return prepare(clients, "operators", operators.encodeFunctionData("addKey", [key, possession]));
}

/** Lets a key sign for the signer as an operator. A key is added once. */
export async function addOperatorKey(
  clients: Clients,
  parameters: AddOperatorKeyParameters,
): Promise<Written> {
  return written(await send(clients, await prepareAddOperatorKey(clients, parameters)));
}
