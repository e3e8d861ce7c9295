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

  /** The next full hour. Times in what is sent or signed count from it: each of their zero bytes is 12 gas cheaper. */
  const nextHour = async (): Promise<number> =>
    (Math.floor((await networkHelpers.time.latest()) / HOUR_SECONDS) + 1) * HOUR_SECONDS;

  /** Sends a transaction in a block at the next full hour and returns the gas it used, all in. */
  async function gasOf(send: () => Promise<Sent>): Promise<bigint> {
    await networkHelpers.time.setNextBlockTimestamp(await nextHour());
    const receipt = await (await send()).wait();
    if (receipt === null) throw new Error("a transaction was not mined");
    return receipt.gasUsed;
  }

  return { ethers, ignition, networkHelpers, nextHour, gasOf };
}
