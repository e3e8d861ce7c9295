import type { OrderObstacle, SignedOrder } from "@sahara/sdk";

import { NegativeAnswerError } from "../../errors.ts";
import type { Session } from "../../session/openSession.ts";

/** Each obstacle for people. */
const OBSTACLES: Record<OrderObstacle, string> = {
  NOT_OWNED: "its maker does not own what it sells",
  NOT_APPROVED: "its maker has not approved the sale",
  FROZEN: "the asset is in dispute",
  CURRENCY_NOT_ACCEPTED: "the asset does not take this currency",
  GUARD_BROKEN: "what it is about has changed since it was made",
  NO_FUNDS: "its maker has too little of the currency",
  NO_ALLOWANCE: "its maker has not approved the price",
};

/**
 * Asked first: an approval would be mined before the contract could refuse the sale.
 *
 * @throws {NegativeAnswerError} When an order can't be filled now.
 */
export async function refuseUnfillable(
  { sahara }: Pick<Session, "sahara">,
  signed: SignedOrder,
): Promise<void> {
  const { state, obstacle } = await sahara.getOrderState({ signed });
  if (state === "OPEN") return;
  const reason = obstacle === undefined ? `it is ${state.toLowerCase()}` : OBSTACLES[obstacle];
  throw new NegativeAnswerError(`The order can't be filled: ${reason}. Choose another.`);
}
