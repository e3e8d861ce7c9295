import { createSahara, NATIVE, type Sahara } from "@sahara/sdk";
import { expect } from "chai";
import { JsonRpcProvider, Wallet } from "ethers";
import hre, { network } from "hardhat";
import { rm } from "node:fs/promises";
import path from "node:path";

import SaharaModule from "../../deploy/modules/Sahara.ts";
import { registerRoot } from "./connectSahara.ts";
import { expectRevert } from "./expectRejection.ts";

const DEPLOYMENT_ID = "sdk-over-http";
const JOURNAL = path.join(hre.config.paths.ignition, "deployments", DEPLOYMENT_ID);

/** A provider as users make it, which remembers answers for a quarter of a second, and a chain that mines at once. */
describe("SDK: over HTTP", () => {
  let provider: JsonRpcProvider;
  let stop: () => Promise<void>;
  let sahara: Sahara;

  before(async () => {
    await rm(JOURNAL, { recursive: true, force: true });
    const server = await network.createServer("node", "127.0.0.1", 0);
    const { address, port } = await server.listen();
    const url = `http://${address}:${port}`;
    const connection = await network.create({ network: "localhost", override: { url } });
    const config = { blockPollingInterval: 5, requiredConfirmations: 1 };
    await connection.ignition.deploy(SaharaModule, { deploymentId: DEPLOYMENT_ID, config });

    provider = new JsonRpcProvider(url);
    const wallet = Wallet.createRandom(provider);
    const funder = await provider.getSigner(0);
    await (await funder.sendTransaction({ to: wallet.address, value: 10n ** 18n })).wait();
    sahara = await createSahara({ signer: wallet });
    stop = async () => {
      provider.destroy();
      await connection.close();
      await server.close();
      await rm(JOURNAL, { recursive: true, force: true });
    };
  });

  after(async () => {
    await stop();
  });

  it("a wallet writes twice in a row and reads what it wrote", async () => {
    const assetId = await registerRoot(sahara);

    for (let round = 1n; round <= 3n; round++) {
      await sahara.pay({ assetId, token: NATIVE, amount: 5n });
      const { accrued } = await sahara.getStream({ assetId, token: NATIVE });
      expect(accrued).to.equal(5n * round);
    }

    const account = await sahara.clients.signer!.getAddress();
    const plan = await sahara.planClaims({ account, token: NATIVE, as: "owner", gasPrice: 0n });
    expect(plan.expected).to.equal(15n);
    expect((await sahara.executeClaims({ plan })).amount).to.equal(15n);
    expect((await sahara.verifySolvency()).solvent).to.equal(true);
  });

  it("an account of the node signs too", async () => {
    const unlocked = await createSahara({ signer: await provider.getSigner(1) });

    const signed = await unlocked.signRegistration({
      kind: "AGENT",
      contentRoot: `0x${"ab".repeat(32)}`,
      metadataRoot: `0x${"cd".repeat(32)}`,
    });
    const { assetId } = await sahara.registerAssetFor({ signed });

    const { owner } = await unlocked.getAsset({ assetId });
    expect(owner).to.equal(await (await provider.getSigner(1)).getAddress());
  });

  it("reverts of calls and of transactions are decoded", async () => {
    const unknown = { assetId: 1_000n };

    await expectRevert(sahara.getAsset(unknown), "AssetRegistry_UnknownAsset", unknown);
    const paying = sahara.pay({ ...unknown, token: NATIVE, amount: 1n });
    await expectRevert(paying, "RevenueLedger_UnknownAsset", unknown);
  });
});
