import { rm } from "node:fs/promises";
import path from "node:path";

import { expect } from "chai";
import hre, { network } from "hardhat";

import Revenue from "../../deploy/modules/Revenue.ts";
import Sahara from "../../deploy/modules/Sahara.ts";

const DEPLOYMENT_ID = "resumed-by-a-test";
const FOLDER = path.join(hre.config.paths.ignition, "deployments", DEPLOYMENT_ID);
/** Ignition looks for new blocks each second, which takes long where a block takes none. */
const CONFIG = { blockPollingInterval: 5 };

/** Deployments are only recorded for networks that outlive the process, so this one is reached over HTTP. */
describe("deploying to a live network", () => {
  async function startNode() {
    const server = await network.createServer("node", "127.0.0.1", 0);
    const { address, port } = await server.listen();
    const connection = await network.create({
      network: "localhost",
      override: { url: `http://${address}:${port}` },
    });
    return { server, connection };
  }

  let node: Awaited<ReturnType<typeof startNode>>;
  before(async () => {
    node = await startNode();
  });
  after(async () => {
    await node.connection.close();
    await node.server.close();
  });
  const removeRecord = async () => {
    await rm(FOLDER, { recursive: true, force: true });
  };
  beforeEach(removeRecord);
  afterEach(removeRecord);

  const options = { deploymentId: DEPLOYMENT_ID, config: CONFIG };

  it("a second time finds everything done and sends nothing", async () => {
    const { ethers, ignition } = node.connection;
    const first = await ignition.deploy(Sahara, options);
    const block = await ethers.provider.getBlockNumber();
    const second = await ignition.deploy(Sahara, options);

    expect(await ethers.provider.getBlockNumber()).to.equal(block);
    expect(await addressesOf(second)).to.deep.equal(await addressesOf(first));
  });

  it("goes on where an earlier run stopped", async () => {
    const { ignition } = node.connection;
    const part = await ignition.deploy(Revenue, options);
    const whole = await ignition.deploy(Sahara, options);

    expect(await whole.ledger.getAddress()).to.equal(await part.ledger.getAddress());
    expect(await whole.inboxes.getAddress()).to.equal(await part.inboxes.getAddress());
  });

  async function addressesOf(contracts: Record<string, { getAddress: () => Promise<string> }>) {
    return await Promise.all(
      Object.values(contracts).map(async (contract) => await contract.getAddress()),
    );
  }
});
