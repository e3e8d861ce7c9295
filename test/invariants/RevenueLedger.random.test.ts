import { expect } from "chai";
import type { Interface } from "ethers";

import { provider } from "../helpers/chain.ts";
import { createRandom } from "../helpers/random.ts";
import { buildEconomy, type Economy } from "./buildEconomy.ts";
import { checkSolvency } from "./checkSolvency.ts";
import { compareWords } from "./ledgerComparison.ts";
import { LedgerRefusal } from "./LedgerRefusal.ts";
import type { Operation } from "./operation.ts";
import { makeRandomOperation } from "./randomOperation.ts";
import { readRevertData } from "./revertData.ts";

const SEEDS = [1, 2, 3, 4, 5, 6, 7, 8];
const OPERATIONS_PER_SEED = 2_520;
const ASSET_COUNT = 23;
const STEPS_BETWEEN_FULL_CHECKS = 90;
const GAS = "0xf00000";

describe("RevenueLedger, against a bigint model", function () {
  this.timeout(300_000);

  const given = process.env.SAHARA_SEED;
  for (const seed of given === undefined ? SEEDS : [Number(given)]) {
    it(`agrees with it bit for bit after each of ${OPERATIONS_PER_SEED} random operations (SAHARA_SEED=${seed})`, async () => {
      const random = createRandom(seed);
      const economy = await buildEconomy(random, ASSET_COUNT);
      let refused = 0;
      for (let step = 1; step <= OPERATIONS_PER_SEED; step++) {
        const operation = makeRandomOperation(economy, random);
        try {
          if (!(await perform(economy, operation))) refused++;
          await compareWords(economy, economy.words.touched());
          if (step % STEPS_BETWEEN_FULL_CHECKS === 0) await checkWhole(economy);
        } catch (error) {
          const place = `seed ${seed}, step ${step}, ${operation.label}`;
          throw new Error(`${place}: ${String(error)}`, { cause: error });
        }
      }
      await checkWhole(economy);
      expect(refused).to.be.lessThan(OPERATIONS_PER_SEED / 5);
    });
  }
});

/** Does an operation on chain and to the model, and returns whether it was accepted; both must say the same. */
async function perform(economy: Economy, operation: Operation): Promise<boolean> {
  const refusal = applyToModel(economy, operation);
  const data = await send(operation);
  const expected = refusal === undefined ? "accepted" : encodeRefusal(economy, refusal);
  expect(data, refusal?.message).to.equal(expected);
  return refusal === undefined;
}

function applyToModel({ words }: Economy, { apply }: Operation): LedgerRefusal | undefined {
  words.begin();
  try {
    apply();
  } catch (error) {
    if (!(error instanceof LedgerRefusal)) throw error;
    words.rollBack();
    return error;
  }
  return undefined;
}

async function send({ from, to, data, value }: Operation): Promise<string> {
  const transaction = {
    from,
    to,
    data,
    value: `0x${value.toString(16)}`,
    gas: GAS,
    gasPrice: "0x0",
  };
  try {
    await provider.request({ method: "eth_sendTransaction", params: [transaction] });
    return "accepted";
  } catch (error) {
    return readRevertData(error);
  }
}

function encodeRefusal(economy: Economy, { refuser, error, values }: LedgerRefusal): string {
  const untyped: Interface = economy[refuser].interface;
  return untyped.encodeErrorResult(error, values);
}

/** Compares all of the state, and checks what the proof of solvency says of it. */
async function checkWhole(economy: Economy): Promise<void> {
  await compareWords(economy, economy.words.all());
  checkSolvency(economy);
}
