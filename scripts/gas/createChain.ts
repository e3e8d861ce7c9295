import { network } from "hardhat";

const START = "2026-01-01T00:00:00Z";
const HOUR_SECONDS = 3600;

/** The most that the chain takes; a fixed limit saves an estimate per transaction and changes no measurement. */
const GAS_LIMIT = 2n ** 24n;

export type Chain = Awaited<ReturnType<typeof createChain>>;

/** What a sent transaction can tell: enough of ethers' response. */
type Sent = { wait: () => Promise<{ gasUsed: bigint } | null> };

/** An in-process chain whose clock does not depend on how fast the machine is. */
export async function createChain() {
  const connection = await network.create({
    network: "default",
    override: { initialDate: START, gas: GAS_LIMIT },
  });
  const { ethers, networkHelpers, ignition } = connection;

  /** Sends a transaction in a block at the next full hour and returns the gas it used, all in. */
  async function gasOf(send: () => Promise<Sent>): Promise<bigint> {
    const hour = Math.floor((await networkHelpers.time.latest()) / HOUR_SECONDS) + 1;
    await networkHelpers.time.setNextBlockTimestamp(hour * HOUR_SECONDS);
    const receipt = await (await send()).wait();
    if (receipt === null) throw new Error("a transaction was not mined");
    return receipt.gasUsed;
  }

  return { ethers, ignition, networkHelpers, gasOf };
}
