import type { Random } from "../helpers/random.ts";
import type { Economy } from "./buildEconomy.ts";
import { claim, claimMany, claimTo, settle, settleMany } from "./claimOperations.ts";
import { awardPosition, freeze, thaw } from "./freezeOperations.ts";
import type { Maker, Operation } from "./operation.ts";
import { collect, fillInbox, pay, payAndSettle, sweep } from "./paymentOperations.ts";
import {
  approve,
  bindUnits,
  materialise,
  releaseUnits,
  transfer,
  transferAsset,
  transferFrom,
  transferPosition,
} from "./unitOperations.ts";

/** How often each operation is chosen, out of the sum of all. */
const WEIGHTS: readonly (readonly [make: Maker, weight: number])[] = [
  [pay, 22],
  [payAndSettle, 6],
  [collect, 5],
  [fillInbox, 5],
  [sweep, 6],
  [settle, 10],
  [settleMany, 5],
  [claim, 16],
  [claimTo, 4],
  [claimMany, 6],
  [transfer, 8],
  [approve, 2],
  [transferFrom, 5],
  [bindUnits, 4],
  [releaseUnits, 4],
  [transferPosition, 3],
  [transferAsset, 2],
  [materialise, 3],
  [freeze, 2],
  [thaw, 4],
  [awardPosition, 2],
];

const LOTS = WEIGHTS.flatMap(([make, weight]) => Array<Maker>(weight).fill(make));

/** Chooses an operation and its arguments; a few of them must be refused. */
export function makeRandomOperation(economy: Economy, random: Random): Operation {
  return random.pick(LOTS)(economy, random);
}
