import type { Clients } from "../clients.ts";
import { type Address, parseAddress } from "../values/address.ts";
import { fromBits } from "../values/names.ts";
import { CAPABILITIES, type Capability } from "./capabilities.ts";

export type GetOperatorParameters = { operator: Address };

/** Everything the chain knows of an operator. */
export type Operator = {
  operator: Address;
  /**
   * Base units of SAHARA: what it staked itself, the thawing and the locked part included, and what its backers staked
   * and withdraw.
   */
  stake: bigint;
  /** The part of its own that thaws. */
  thawing: bigint;
  /** Unix time from which the thawing part may be withdrawn. */
  thawEnd: bigint;
  locked: bigint;
  /** Whether it has enough stake for offers. */
  active: boolean;
  capabilities: Capability[];
  /** URL of its node; empty if it named none. */
  endpoint: string;
};

/** Reads an operator; an account that is none has no stake. */
export async function getOperator(
  { contracts }: Pick<Clients, "contracts">,
  parameters: GetOperatorParameters,
): Promise<Operator> {
  const operator = parseAddress(parameters.operator, "operator");
  const [state, locked, active, endpoint] = await Promise.all([
    contracts.operators.operatorOf(operator),
    contracts.operators.lockedOf(operator),
    contracts.operators.isActive(operator),
    contracts.operators.endpointOf(operator),
  ]);
  const { stake, thawing, thawEnd } = state;
  const capabilities = fromBits(CAPABILITIES, state.capabilities);
  return { operator, stake, thawing, thawEnd, locked, active, capabilities, endpoint };
}
