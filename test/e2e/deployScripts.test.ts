import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { setTimeout } from "node:timers/promises";

import { expect } from "chai";

import { ROLES } from "../../deploy/modules/Roles.ts";
import { connectSahara } from "../../scripts/lib/connectSahara.ts";
import { SAHARA_NAMES } from "../../scripts/lib/SaharaAddresses.ts";
import { readJournal } from "../../scripts/lib/readJournal.ts";
import { readExport } from "../../scripts/lib/SaharaExport.ts";
import { hideDevelopmentNode } from "./deploy/hideDevelopmentNode.ts";
import { runDeployScript, type ScriptName } from "./deploy/runDeployScript.ts";
import { findFreePort, type Node, startNode } from "./deploy/startNode.ts";

const SCRIPTS: ScriptName[] = ["deploy", "verifyDeployment", "exportDeployment", "grant", "seed"];
const LOCAL_CHAIN_ID = 31337;

/** The first account of every development node; its key is public. */
const DEPLOYER = "0xf39Fd6e51aad88F6F4ce6aB8827279cffFb92266";
const DEPLOYER_KEY = "0xac0974bec39a17e36ba4a6b4d238ff944bacb478cbed5efcae784d7bf4f2ff80";
const ACCOUNT = "0x70997970C51812dc3A010C7d01b50e0d17dc79C8";

const DEPLOYMENT_ID = `scripts-test-${process.pid}`;
const JOURNAL = path.join("deploy", "deployments", DEPLOYMENT_ID);
const EXPORT = path.join(JOURNAL, "sahara.json");

/** Whether Ignition has noted a transaction that it has not seen mined. */
function hasPendingEntry(folder: string): boolean {
  const journal = readFileSync(path.join(folder, "journal.jsonl"), "utf8");
  const count = (type: string) => journal.split(`"type":"${type}"`).length;
  return count("TRANSACTION_SEND") > count("TRANSACTION_CONFIRM");
}

describe("deployers' scripts", function () {
  this.timeout(120_000);

  let port: number;
  let node: Node;
  let folder: string;
  let deployed: Awaited<ReturnType<typeof runDeployScript>>;

  const onNode = () => [
    "--network",
    "localhost",
    "--url",
    node.url,
    "--deployment-id",
    DEPLOYMENT_ID,
  ];
  const run = (script: ScriptName, ...args: string[]) =>
    runDeployScript(script, [...onNode(), ...args]);
  const deploy = () => run("deploy", "--no-compile");
  const verify = (...args: string[]) => run("verifyDeployment", "--no-compile", ...args);
  const sahara = () => connectSahara(readExport(EXPORT).addresses, node.provider);

  before(async () => {
    folder = mkdtempSync(path.join(tmpdir(), "sahara-scripts-"));
    port = await findFreePort();
    node = await startNode(port);
    deployed = await deploy();
  });

  after(async () => {
    await node.stop();
    rmSync(folder, { recursive: true });
    rmSync(JOURNAL, { recursive: true, force: true });
  });

  describe("deploy", () => {
    it("deploys everything and writes where it is", async () => {
      expect(deployed.stderr).to.equal("");
      expect(deployed.stdout)
        .to.match(/\nSent \d+ transactions\.\n/)
        .and.include(`Wrote ${EXPORT}\n`);
      const { chainId, startBlock, addresses } = readExport(EXPORT);
      expect({ chainId, startBlock }).to.deep.equal({ chainId: LOCAL_CHAIN_ID, startBlock: 1 });
      expect(Object.keys(addresses)).to.deep.equal(SAHARA_NAMES);
      for (const address of Object.values(addresses)) {
        expect(await node.provider.getCode(address), address).to.not.equal("0x");
        expect(deployed.stdout).to.include(address);
      }
    });

    it("the second time: says so and sends nothing", async () => {
      const sent = await node.provider.getTransactionCount(DEPLOYER);

      const { code, stdout } = await deploy();

      expect(stdout)
        .to.include("Already deployed: nothing was sent.\n")
        .and.include(`Unchanged: ${EXPORT}\n`);
      expect(code).to.equal(0);
      expect(await node.provider.getTransactionCount(DEPLOYER)).to.equal(sent);
    });

    it("finds the same deployment through the network that the environment names", async () => {
      const { code, stdout } = await runDeployScript(
        "deploy",
        ["--network", "sahara", "--deployment-id", DEPLOYMENT_ID, "--no-compile"],
        {
          SAHARA_RPC_URL: node.url,
          SAHARA_CHAIN_ID: String(LOCAL_CHAIN_ID),
          SAHARA_DEPLOYER_KEY: DEPLOYER_KEY,
        },
      );

      expect(stdout)
        .to.include(`Network sahara, chain ${LOCAL_CHAIN_ID}, deployer ${DEPLOYER}\n`)
        .and.include("Already deployed: nothing was sent.\n");
      expect(code).to.equal(0);
    });

    it("without a network: rehearses and writes nothing", async () => {
      const id = `${DEPLOYMENT_ID}-rehearsal`;
      const { code, stdout } = await runDeployScript("deploy", [
        "--deployment-id",
        id,
        "--no-compile",
      ]);

      expect(stdout).to.include("Rehearsed: the in-process chain ends here.");
      expect(code).to.equal(0);
      expect(existsSync(path.join("deploy", "deployments", id))).to.equal(false);
    });
  });

  describe("exportDeployment", () => {
    it("writes the same as deploy, to any path, and leaves it alone the second time", async () => {
      const out = path.join(folder, "dapp", "sahara.json");

      const first = await run("exportDeployment", "--out", out);
      const second = await run("exportDeployment", "--out", out);

      expect(first.stdout).to.equal(`Wrote ${out}\n`);
      expect(second.stdout).to.equal(`Unchanged: ${out}\n`);
      expect(readFileSync(out, "utf8")).to.equal(readFileSync(EXPORT, "utf8"));
    });

    it("refuses a deployment that is not there, in one line", async () => {
      const { code, stderr } = await runDeployScript("exportDeployment", [
        ...["--url", node.url, "--deployment-id", "absent"],
      ]);

      expect(stderr).to.equal(
        "exportDeployment: there is no deployment in deploy/deployments/absent. Run ./sahara deploy.\n",
      );
      expect(code).to.equal(1);
    });
  });

  describe("verifyDeployment", () => {
    it("passes what was deployed", async () => {
      const { code, stdout, stderr } = await verify();

      expect(stderr).to.equal("");
      expect(stdout).to.include(`The deployment in ${EXPORT} is what the sources say.\n`);
      expect(stdout).to.not.include("FAIL");
      expect(code).to.equal(0);
    });

    it("fails when two addresses were exchanged", async () => {
      const content = readExport(EXPORT);
      const { ledger, registry } = content.addresses;
      const tampered = path.join(folder, "tampered.json");
      const addresses = { ...content.addresses, ledger: registry, registry: ledger };
      writeFileSync(tampered, JSON.stringify({ ...content, addresses }));

      const { code, stdout, stderr } = await verify("--from", tampered);

      expect(stdout)
        .to.match(new RegExp(`^FAIL  code of ledger at ${registry} +other code, expected`, "m"))
        .and.match(new RegExp(`^FAIL  inboxes\\.LEDGER +${ledger}, expected ${registry}$`, "m"))
        .and.match(/^ok {4}code of token at /m);
      expect(stderr).to.match(
        /^verifyDeployment: \d+ of \d+ checks of .* failed; see the rows FAIL\.\n$/,
      );
      expect(code).to.equal(1);
    });

    it("fails when an address has no code", async () => {
      const content = readExport(EXPORT);
      const tampered = path.join(folder, "without-code.json");
      const addresses = { ...content.addresses, presets: ACCOUNT };
      writeFileSync(tampered, JSON.stringify({ ...content, addresses }));

      const { code, stdout, stderr } = await verify("--from", tampered);

      expect(stdout).to.match(
        new RegExp(`^FAIL  code of presets at ${ACCOUNT} +no code, expected LicensePresets$`, "m"),
      );
      expect(stderr).to.match(/^verifyDeployment: 1 of \d+ checks/);
      expect(code).to.equal(1);
    });

    it("refuses an export without an address, in one line", async () => {
      const { ledger: _, ...addresses } = readExport(EXPORT).addresses;
      const tampered = path.join(folder, "incomplete.json");
      writeFileSync(
        tampered,
        JSON.stringify({ chainId: LOCAL_CHAIN_ID, startBlock: 1, addresses }),
      );

      const { code, stderr } = await verify("--from", tampered);

      expect(stderr).to.equal(`verifyDeployment: ${tampered} has no address of: ledger.\n`);
      expect(code).to.equal(1);
    });
  });

  describe("seed", () => {
    it("registers the samples once, with their parents and a payment", async () => {
      const first = await run("seed");
      const { registry, ledger, token, licenses } = sahara();
      const block = await node.provider.getBlockNumber();
      const second = await run("seed");

      expect(first.stderr).to.equal("");
      expect(first.stdout.match(/^Registered asset \d+: /gm)).to.have.length(4);
      expect(second.stdout).to.equal(
        "The samples are there already (assets 1, 2, 3, 4): nothing was sent.\n",
      );
      expect(await node.provider.getBlockNumber()).to.equal(block);
      expect(await registry.assetCount()).to.equal(4n);
      expect((await registry.parentsOf(4n)).map(({ asset }) => asset)).to.deep.equal([2n, 3n]);
      expect((await ledger.streamOf(4n, token)).accrued).to.equal(100n * 10n ** 18n);
      expect(await licenses.queryFilter(licenses.filters.TermsOffered(1n))).to.have.length(2);
    });
  });

  describe("grant", () => {
    const grant = (...args: string[]) =>
      run("grant", "--role", "council", "--account", ACCOUNT, ...args);
    const isCouncil = async () => {
      const [held] = await sahara().manager.hasRole(ROLES.council, ACCOUNT);
      return held;
    };

    it("prints what a proposer has to send, and sends nothing", async () => {
      const block = await node.provider.getBlockNumber();

      const { code, stdout } = await grant();

      const selector = sahara().governor.interface.getFunction("propose").selector;
      expect(stdout).to.match(new RegExp(`\n${selector}[0-9a-f]+\n$`));
      expect(code).to.equal(0);
      expect(await node.provider.getBlockNumber()).to.equal(block);
    });

    it("proposes, refuses to execute too early, goes all the way, and then has nothing to do", async () => {
      const proposed = await grant("--send");
      const early = await grant("--execute");
      expect(await isCouncil()).to.equal(false);
      const executed = await grant("--fast-forward");
      const again = await grant("--execute");

      expect(proposed.stdout)
        .to.include(`Delegated the tokens of ${DEPLOYER} to itself.\n`)
        .and.include(`Proposed: Make ${ACCOUNT} council #proposer=${DEPLOYER}\n`);
      expect(early.stderr).to.equal("grant: it can't be executed: it is not voted on yet.\n");
      expect(early.code).to.equal(1);
      expect(executed.stderr).to.equal("");
      expect(executed.stdout)
        .to.include(`Voted for it with ${DEPLOYER}.\n`)
        .and.include(`Executed: ${ACCOUNT} is council from 20`);
      expect(await isCouncil()).to.equal(true);
      expect(again.stdout).to.equal(`${ACCOUNT} is council already: nothing was sent.\n`);
    });

    it("refuses ADMIN and what is no address, in one line", async () => {
      const admin = await run("grant", "--role", "admin", "--account", ACCOUNT);
      const nobody = await run("grant", "--role", "council", "--account", "0x12");

      expect(admin.stderr).to.equal("grant: 'admin' is none of pauser, curator, council.\n");
      expect(nobody.stderr).to.equal("grant: --account '0x12' is not an address.\n");
      expect([admin.code, nobody.code]).to.deep.equal([1, 1]);
    });
  });

  describe("on a chain that is not local", () => {
    let chain: Awaited<ReturnType<typeof hideDevelopmentNode>>;

    beforeEach(async () => {
      chain = await hideDevelopmentNode(node.url);
    });

    afterEach(async () => {
      await chain.stop();
    });

    const runThere = (script: ScriptName, ...args: string[]) =>
      runDeployScript(script, [
        ...["--network", "localhost", "--url", chain.url, "--deployment-id", DEPLOYMENT_ID],
        ...args,
      ]);

    it("seed refuses without --force", async () => {
      const { code, stderr } = await runThere("seed");

      expect(stderr).to.equal(
        "seed: 'localhost' is not a local chain. Samples there need --force.\n",
      );
      expect(code).to.equal(1);
    });

    it("deploy refuses to leave the deployer in office", async () => {
      const { code, stderr } = await runThere("deploy", "--no-compile");

      expect(stderr).to.match(
        /^deploy: without --parameters that name a council the deployer would stay in office/,
      );
      expect(code).to.equal(1);
    });

    it("verifyDeployment fails when the deployer is in office", async () => {
      const { code, stdout } = await runThere("verifyDeployment", "--no-compile", "--from", EXPORT);

      expect(stdout).to.match(
        /^FAIL {2}roles of the deployer 0xf39\S+ +pauser, council, guardian, expected none$/m,
      );
      expect(code).to.equal(1);
    });
  });

  describe("after the local chain was started anew", () => {
    it("exportDeployment refuses, and deploy begins again", async () => {
      await node.stop();
      node = await startNode(port);

      const refused = await run("exportDeployment");
      const { code, stdout } = await deploy();

      expect(refused.stderr).to.match(
        /^exportDeployment: the deployment in \S+ is not on chain 31337/,
      );
      expect(stdout)
        .to.include(`The local chain was started anew: forgetting ${JOURNAL}.\n`)
        .and.match(/\nSent \d+ transactions\.\n/);
      expect(code).to.equal(0);
      expect(await sahara().registry.assetCount()).to.equal(0n);
    });
  });

  describe("after deploy was killed half-way", () => {
    it("goes on where it stopped", async () => {
      await node.stop();
      rmSync(JOURNAL, { recursive: true });
      node = await startNode(port);
      await node.provider.send("evm_setAutomine", [false]);
      const stopped = new AbortController();
      const killed = runDeployScript("deploy", [...onNode(), "--no-compile"], {}, stopped.signal);
      await mineUntil(() => readJournal(JOURNAL).length >= 2);
      stopped.abort();
      const { code: killedCode } = await killed;
      const before = readJournal(JOURNAL).length;
      await node.provider.send("evm_setAutomine", [true]);
      await node.provider.send("evm_mine", []);

      const { code, stdout, stderr } = await deploy();

      expect(killedCode).to.equal(null);
      expect(stdout).to.include(`Going on after ${before} transactions of ${JOURNAL}.\n`);
      expect({ code, stderr }).to.deep.equal({ code: 0, stderr: "" });
      expect((await verify()).code).to.equal(0);
    });

    /** Mines block by block, and stops as soon as the condition holds and the next transaction waits for its block. */
    async function mineUntil(condition: () => boolean) {
      while (!condition()) {
        await node.provider.send("evm_mine", []);
        await setTimeout(100);
      }
      while (!hasPendingEntry(JOURNAL)) await setTimeout(50);
      // Ignition can't go on from a journal that ends between what a step means to send and the sending: let it write.
      let written = "";
      while (written !== (written = readFileSync(path.join(JOURNAL, "journal.jsonl"), "utf8"))) {
        await setTimeout(2_000);
      }
    }
  });

  describe("what people get wrong", () => {
    it("--help tells what each script does and accepts", async () => {
      const answers = await Promise.all(
        SCRIPTS.map((script) => runDeployScript(script, ["--help"])),
      );

      for (const [i, { code, stdout }] of answers.entries()) {
        expect(stdout).to.match(new RegExp(`^Usage: ./sahara ${SCRIPTS[i]} `));
        expect(stdout).to.include("--network <name>");
        expect(code).to.equal(0);
      }
    });

    const mistakes = [
      { given: "no endpoint", env: {}, says: /^deploy: .*"SAHARA_RPC_URL" not found.*\n$/ },
      {
        given: "an empty endpoint",
        env: { SAHARA_RPC_URL: "" },
        says: /^deploy: .*SAHARA_RPC_URL.*\n$/,
      },
      {
        given: "no key",
        env: { SAHARA_RPC_URL: "http://127.0.0.1:9" },
        says: /^deploy: .*"SAHARA_DEPLOYER_KEY" not found.*\n$/,
      },
      {
        given: "an endpoint where nobody answers",
        env: { SAHARA_RPC_URL: "http://127.0.0.1:9", SAHARA_DEPLOYER_KEY: DEPLOYER_KEY },
        says: /^deploy: .*Cannot connect to the network "sahara".*\n$/,
      },
    ];
    const runs: ReturnType<typeof runDeployScript>[] = [];

    // All at once, because each takes seconds to start.
    before(() => {
      const args = ["--network", "sahara", "--no-compile"];
      runs.push(...mistakes.map(({ env }) => runDeployScript("deploy", args, env)));
    });

    for (const [i, { given, says }] of mistakes.entries()) {
      it(`given ${given}: one line`, async () => {
        const { code, stdout, stderr } = await runs[i]!;

        expect(stderr).to.match(says);
        expect({ code, stdout }).to.deep.equal({ code: 1, stdout: "" });
      });
    }

    it("given an unknown option or network: one line", async () => {
      const option = await runDeployScript("seed", ["--nope"]);
      const network = await runDeployScript("deploy", ["--network", "nope", "--no-compile"]);

      expect(option.stderr).to.equal("seed: Unknown option '--nope'. See ./sahara seed --help.\n");
      expect(option.code).to.equal(2);
      expect(network.stderr).to.match(/^deploy: .*"nope" is not defined.*\n$/);
      expect(network.code).to.equal(1);
    });
  });
});
