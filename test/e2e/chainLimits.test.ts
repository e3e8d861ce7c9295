import { expect } from "chai";
import hre, { network } from "hardhat";

const TRANSACTION_GAS_CAP = 2n ** 24n;
const CODE_SIZE_LIMIT = 24_576;

/** Init code that deploys `size` zero bytes: PUSH2 size, PUSH0, RETURN. */
const initCodeFor = (size: number) => `0x61${size.toString(16).padStart(4, "0")}5ff3`;

/** What the chain says to a transaction that it refuses. */
const refusalOf = async (sent: Promise<unknown>) => await sent.then(() => "accepted", String);

describe("in-process chain", () => {
  before(function () {
    // Coverage lifts the limits, because instrumented code is larger and dearer.
    if (hre.globalOptions.coverage) this.skip();
  });

  async function connect() {
    const { ethers } = await network.create();
    const [sender] = await ethers.getSigners();
    return { provider: ethers.provider, sender: sender! };
  }

  it("has blocks of 30 million gas", async () => {
    const { provider } = await connect();

    expect((await provider.getBlock("latest"))?.gasLimit).to.equal(30_000_000n);
  });

  it("refuses a transaction with more than 2^24 gas", async () => {
    const { sender } = await connect();
    const send = async (gasLimit: bigint) => await sender.sendTransaction({ to: sender, gasLimit });

    await send(TRANSACTION_GAS_CAP);
    expect(await refusalOf(send(TRANSACTION_GAS_CAP + 1n))).to.include("transaction gas cap");
  });

  it("refuses code of more than 24 KiB", async () => {
    const { sender } = await connect();
    const deploy = async (size: number) =>
      await sender.sendTransaction({ data: initCodeFor(size) });

    await deploy(CODE_SIZE_LIMIT);
    expect(await refusalOf(deploy(CODE_SIZE_LIMIT + 1))).to.include("code is too large");
  });
});
