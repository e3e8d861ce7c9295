import { expect } from "chai";
import hre from "hardhat";

import { EXCLUDED, TIMELOCK_ROLES } from "../../deploy/modules/Governance.ts";
import { AUTHORITY_DELAY, ROLES } from "../../deploy/modules/Roles.ts";
import {
  type AbiFunction,
  type AbiType,
  changesState,
  readFunctions,
  signatureOf,
} from "../helpers/abiItems.ts";
import { ethers, loadFixture, networkHelpers, provider } from "../helpers/chain.ts";
import { deployBare, loadSahara, type SaharaContracts } from "../helpers/deploySahara.ts";
import { revertData } from "../helpers/revertData.ts";

/** Most bytes of code of one contract (SYS-3); the governor is made of OpenZeppelin's modules and may be larger. */
const MAX_CODE_BYTES = 16 * 1024;
const MAX_GOVERNOR_BYTES = 24 * 1024;
const TWO_DAYS = 2n * 24n * 3_600n;

/** The deployed contracts with the names of their artifacts. */
const ARTIFACTS: Readonly<Record<keyof SaharaContracts, string>> = {
  manager: "AccessManager",
  timelock: "SaharaTimelock",
  governor: "SaharaGovernor",
  token: "SaharaToken",
  parameters: "ProtocolParameters",
  registry: "AssetRegistry",
  registrar: "Registrar",
  ledger: "RevenueLedger",
  contributorRoots: "ContributorRoots",
  inboxes: "Inboxes",
  licenses: "LicenseManager",
  approvals: "LicenseApprovals",
  seats: "LicenseSeats",
  presets: "LicensePresets",
  meter: "UsageMeter",
  operators: "OperatorRegistry",
  offers: "OfferBook",
  receivers: "OfferReceivers",
  receiptProofs: "ReceiptProofs",
  faultProofs: "FaultProofs",
  divergences: "Divergences",
  jobs: "JobBoard",
  vault: "DataVault",
  attributionReports: "AttributionReports",
  auctions: "AuctionHouse",
  subscriptions: "Subscriptions",
  checkout: "Checkout",
  court: "DisputeCourt",
  arbitration: "Arbitration",
  marketplace: "Marketplace",
  distributor: "Distributor",
  incentives: "Incentives",
  lens: "SaharaLens",
  stakingPool: "StakingPool",
  stakingRewards: "StakingRewards",
};
/** What is deployed beside them, by the others, and for each grant. */
const PARTS = [
  "RevenueInbox",
  "Upstreams",
  "LicenseMetadata",
  "RegistrarFactory",
  "OfferReceiver",
  "VestingVotesWallet",
];
const CONTRACT_KEYS = Object.keys(ARTIFACTS) as (keyof SaharaContracts)[];

type Role = keyof typeof ROLES;

/** Every restricted function and who may call it (GOV-2). `setAuthority` hears the AccessManager alone. */
const RESTRICTED: readonly (readonly [keyof SaharaContracts, string, Role | "manager"])[] = [
  ["arbitration", "armPause()", "admin"],
  ["arbitration", "pause(uint40)", "pauser"],
  ["arbitration", "resume()", "admin"],
  ["arbitration", "ruleCall(bytes32,uint96,bool)", "council"],
  ["arbitration", "ruleDivergence(uint256,uint8)", "council"],
  ["arbitration", "ruleJob(uint256,uint16,bool)", "council"],
  ["arbitration", "ruleReport(bytes32,bool)", "council"],
  ["arbitration", "setAuthority(address)", "manager"],
  ["attributionReports", "rule(bytes32,bool)", "arbiter"],
  ["attributionReports", "setAuthority(address)", "manager"],
  ["attributionReports", "setChallengeWindow(uint40)", "admin"],
  ["auctions", "armPause()", "admin"],
  ["auctions", "pause(uint40)", "pauser"],
  ["auctions", "resume()", "admin"],
  ["auctions", "setAuthority(address)", "manager"],
  ["court", "admit(uint256)", "council"],
  ["court", "armPause()", "admin"],
  ["court", "award(uint256,address,uint32)", "council"],
  ["court", "lift(uint256)", "council"],
  ["court", "pause(uint40)", "pauser"],
  ["court", "resume()", "admin"],
  ["court", "rule(uint256,uint8)", "council"],
  ["court", "setAuthority(address)", "manager"],
  ["court", "setRules(uint96,uint40,uint40)", "admin"],
  ["court", "settleSupersedure(uint256)", "council"],
  ["court", "strike(uint256)", "council"],
  ["divergences", "rule(uint256,uint8)", "arbiter"],
  ["divergences", "setAuthority(address)", "manager"],
  ["jobs", "armPause()", "admin"],
  ["jobs", "pause(uint40)", "pauser"],
  ["jobs", "resume()", "admin"],
  ["jobs", "rule(uint256,uint16,bool)", "arbiter"],
  ["jobs", "setAuthority(address)", "manager"],
  ["ledger", "armPause()", "admin"],
  ["ledger", "awardPosition(uint256,address,address)", "arbiter"],
  ["ledger", "freeze(uint256,uint40)", "arbiter"],
  ["ledger", "listCurrency(address)", "curator"],
  ["ledger", "pause(uint40)", "pauser"],
  ["ledger", "resume()", "admin"],
  ["ledger", "setAuthority(address)", "manager"],
  ["ledger", "thaw(uint256)", "arbiter"],
  ["marketplace", "armPause()", "admin"],
  ["marketplace", "pause(uint40)", "pauser"],
  ["marketplace", "resume()", "admin"],
  ["marketplace", "setAuthority(address)", "manager"],
  ["meter", "armPause()", "admin"],
  ["meter", "pause(uint40)", "pauser"],
  ["meter", "resume()", "admin"],
  ["meter", "setAuthority(address)", "manager"],
  ["operators", "armPause()", "admin"],
  ["operators", "pause(uint40)", "pauser"],
  ["operators", "resume()", "admin"],
  ["operators", "setAuthority(address)", "manager"],
  ["operators", "setStakeRatio(address,uint128)", "curator"],
  ["operators", "slash(address,uint96,uint16,address,bytes32)", "slasher"],
  ["operators", "slashKey(address,address,uint16,uint16,address,bytes32)", "slasher"],
  ["parameters", "setAuthority(address)", "manager"],
  ["parameters", "setLicenseFee(uint16)", "admin"],
  ["parameters", "setReclaimWindow(uint40)", "admin"],
  ["parameters", "setResaleRoyalty(uint16)", "admin"],
  ["parameters", "setSaleFee(uint16)", "admin"],
  ["parameters", "setUsageFee(uint16)", "admin"],
  ["registrar", "armPause()", "admin"],
  ["registrar", "pause(uint40)", "pauser"],
  ["registrar", "resume()", "admin"],
  ["registrar", "setAuthority(address)", "manager"],
  ["stakingPool", "armPause()", "admin"],
  ["stakingPool", "pause(uint40)", "pauser"],
  ["stakingPool", "resume()", "admin"],
  ["stakingPool", "setAuthority(address)", "manager"],
  ["stakingPool", "slash(uint16,bytes32)", "poolSlasher"],
  ["stakingRewards", "listCurrency(address)", "curator"],
  ["stakingRewards", "returnUnits(uint256)", "admin"],
  ["stakingRewards", "setAuthority(address)", "manager"],
];

/** What governor and timelock hear from nobody but governance itself, by the error that refuses others (GOV-6). */
const SELF_GOVERNED: Readonly<Record<string, readonly string[]>> = {
  GovernorOnlyExecutor: [
    "governor.relay(address,uint256,bytes)",
    "governor.setLateQuorumVoteExtension(uint48)",
    "governor.setProposalGuardian(address)",
    "governor.setProposalThreshold(uint256)",
    "governor.setVeto(uint256)",
    "governor.setVotingDelay(uint48)",
    "governor.setVotingPeriod(uint32)",
    "governor.updateQuorumNumerator(uint256)",
    "governor.updateSuperQuorumNumerator(uint256)",
  ],
  TimelockUnauthorizedCaller: ["timelock.updateDelay(uint256)"],
  AccessControlUnauthorizedAccount: [
    "timelock.cancel(bytes32)",
    "timelock.grantRole(bytes32,address)",
    "timelock.revokeRole(bytes32,address)",
    "timelock.schedule(address,uint256,bytes,bytes32,bytes32,uint256)",
    "timelock.scheduleBatch(address[],uint256[],bytes[],bytes32,bytes32,uint256)",
  ],
};

const loadBare = async () => await loadFixture(deployBare);

describe("deployment of Sahara", () => {
  describe("restricted functions (GOV-2)", () => {
    /** A frozen asset, since thawing is only restricted for one. */
    async function withFrozenAsset() {
      const sahara = await loadSahara();
      const assetId = await sahara.registerAsset();
      await sahara.appointArbiter();
      const until = BigInt(await networkHelpers.time.latest()) + TWO_DAYS;
      await sahara.ledger.connect(sahara.arbiter).freeze(assetId, until);
      return { ...sahara, assetId };
    }

    /** A value that nothing refuses for its form; whole numbers are the id of `assetId`. */
    function plainValue(type: AbiType, address: string, assetId: bigint): unknown {
      if (type.type.endsWith("[]")) return [];
      const array = /^(.*)\[(\d+)\]$/.exec(type.type);
      if (array !== null) {
        const element = plainValue({ ...type, type: array[1]! }, address, assetId);
        return Array<unknown>(Number(array[2])).fill(element);
      }
      if (type.components !== undefined) {
        return type.components.map((component) => plainValue(component, address, assetId));
      }
      if (type.type === "address") return address;
      if (type.type === "bool") return false;
      if (type.type === "bytes" || type.type === "string") return "0x";
      if (type.type.startsWith("bytes")) {
        return `0x${"00".repeat(Number(type.type.slice("bytes".length)))}`;
      }
      return assetId;
    }

    async function refusalOf(call: { from: string; to: string; data: string }) {
      try {
        await provider.request({ method: "eth_call", params: [call, "latest"] });
        return "";
      } catch (error) {
        return revertData(error)?.slice(0, 10) ?? "";
      }
    }

    it("are these and no others", async () => {
      const { ledger, ...found } = await findRefusals(CONTRACT_KEYS);
      const unauthorized = ledger.interface.getError("AccessManagedUnauthorized")!.selector;

      expect(found.by(unauthorized)).to.deep.equal(
        RESTRICTED.map(([key, signature]) => `${key}.${signature}`),
      );
    });

    it("of governor and timelock, too, are these and no others (GOV-6)", async () => {
      const { governor, timelock, ...found } = await findRefusals(["governor", "timelock"]);

      for (const [name, functions] of Object.entries(SELF_GOVERNED)) {
        const error = governor.interface.getError(name) ?? timelock.interface.getError(name);
        expect(found.by(error!.selector), name).to.deep.equal(functions);
      }
    });

    /** Has a stranger call every function that changes state, and tells which answer with an error. */
    async function findRefusals(keys: readonly (keyof SaharaContracts)[]) {
      const sahara = await withFrozenAsset();
      const { stranger, assetId } = sahara;
      const refusals: { name: string; error: string }[] = [];
      for (const key of keys) {
        for (const abiFunction of (await readFunctions(ARTIFACTS[key])).filter(changesState)) {
          const values = abiFunction.inputs.map((input) =>
            plainValue(input, stranger.address, assetId),
          );
          const to = await sahara[key].getAddress();
          const data = encode(abiFunction, values);
          const error = await refusalOf({ from: stranger.address, to, data });
          refusals.push({ name: `${key}.${signatureOf(abiFunction)}`, error });
        }
      }
      const by = (error: string) =>
        refusals
          .filter((refusal) => refusal.error === error)
          .map(({ name }) => name)
          .sort();
      return { ...sahara, by };
    }

    const encode = (abiFunction: AbiFunction, values: unknown[]) => {
      const signature = signatureOf(abiFunction);
      return new ethers.Interface([`function ${signature}`]).encodeFunctionData(signature, values);
    };

    it("belong to their roles", async () => {
      const sahara = await loadSahara();
      const { manager } = sahara;
      for (const [key, signature, role] of RESTRICTED) {
        const selector = ethers.id(signature).slice(0, 10);
        const required = await manager.getTargetFunctionRole(sahara[key], selector);

        // What only the manager may call needs no role there.
        expect(required, `${key}.${signature}`).to.equal(
          ROLES[role === "manager" ? "admin" : role],
        );
      }
    });

    it("are all that the manager was ever told of", async () => {
      const sahara = await loadSahara();
      const { manager } = sahara;
      const logs = await manager.queryFilter(manager.filters.TargetFunctionRoleUpdated());
      const told = logs.map(({ args: { target, selector, roleId } }) => ({
        target,
        selector,
        roleId,
      }));
      const delegated = RESTRICTED.filter(([, , role]) => role !== "manager" && role !== "admin");
      const expected = await Promise.all(
        delegated.map(async ([key, signature, role]) => ({
          target: await sahara[key].getAddress(),
          selector: ethers.id(signature).slice(0, 10),
          roleId: ROLES[role as Role],
        })),
      );

      expect(told).to.have.deep.members(expected);
    });
  });

  describe("authority (GOV-1)", () => {
    it("is one AccessManager for all", async () => {
      const { manager, ledger, registrar, parameters, ...sahara } = await loadSahara();
      const { meter, operators, divergences, jobs, attributionReports } = sahara;
      const { court, arbitration, auctions, marketplace, stakingPool, stakingRewards } = sahara;
      const restricted = [
        ...[ledger, registrar, parameters, meter, operators, divergences, jobs],
        ...[attributionReports, court, arbitration, auctions, marketplace],
        ...[stakingPool, stakingRewards],
      ];

      for (const contract of restricted) {
        expect(await contract.authority()).to.equal(manager);
      }
    });

    it("lies with the timelock alone; the council pauses and judges; proofs slash", async () => {
      const { manager, timelock, council, ...sahara } = await loadBare();
      const { faultProofs, divergences, court, arbitration } = sahara;
      const granted = await manager.queryFilter(manager.filters.RoleGranted());
      const holders: Record<Role, string[]> = {
        ...{ admin: [], pauser: [], curator: [], arbiter: [], slasher: [], council: [] },
        poolSlasher: [],
      };
      for (const role of Object.keys(ROLES) as Role[]) {
        const accounts = new Set(
          granted.filter(({ args }) => args.roleId === ROLES[role]).map(({ args }) => args.account),
        );
        for (const account of accounts) {
          const [isMember, executionDelay] = await manager.hasRole(ROLES[role], account);
          if (isMember) holders[role].push(account);
          // What is taken from stakers is announced (GOV-8).
          expect(executionDelay).to.equal(role === "poolSlasher" ? AUTHORITY_DELAY : 0);
        }
        holders[role].sort();
      }

      expect(holders).to.deep.equal({
        admin: [await timelock.getAddress()],
        pauser: [council.address],
        curator: [await timelock.getAddress()],
        arbiter: [await court.getAddress(), await arbitration.getAddress()].sort(),
        slasher: [await faultProofs.getAddress(), await divergences.getAddress()].sort(),
        council: [council.address],
        poolSlasher: [await timelock.getAddress()],
      });
    });

    it("changes hands five days after the timelock said so, for every role and target (GOV-8)", async () => {
      const sahara = await loadBare();
      const { manager } = sahara;
      const targets = [...new Set(RESTRICTED.map(([key]) => key))];
      const delays = async () =>
        await Promise.all([
          ...targets.map(async (key) => await manager.getTargetAdminDelay(sahara[key])),
          ...Object.values(ROLES).map(async (role) => await manager.getRoleGrantDelay(role)),
        ]);

      await networkHelpers.time.increase(AUTHORITY_DELAY);

      expect(await delays()).to.deep.equal(
        [...targets, ...Object.values(ROLES)].map(() => BigInt(AUTHORITY_DELAY)),
      );
      expect(await manager.minSetback()).to.equal(AUTHORITY_DELAY);
    });

    it("leaves nothing to the deployer", async () => {
      const sahara = await loadBare();
      const { manager, timelock, governor, deployer } = sahara;
      for (const role of Object.values(ROLES)) {
        expect(await manager.hasRole(role, deployer)).to.deep.equal([false, 0n]);
      }
      for (const role of Object.values(TIMELOCK_ROLES)) {
        expect(await timelock.hasRole(role, deployer)).to.be.false;
      }
      for (const [key, signature] of RESTRICTED) {
        const selector = ethers.id(signature).slice(0, 10);
        expect(await manager.canCall(deployer, sahara[key], selector)).to.deep.equal([false, 0n]);
      }
      expect(await governor.proposalGuardian()).to.not.equal(deployer.address);
    });

    it("is the timelock's over itself, the governor's alone to schedule, anyone's to execute (GOV-6)", async () => {
      const { timelock, governor, token } = await loadBare();
      const granted = await timelock.queryFilter(timelock.filters.RoleGranted());
      const revoked = await timelock.queryFilter(timelock.filters.RoleRevoked());
      const holdersOf = (role: string) =>
        granted
          .filter(({ args }) => args.role === role)
          .map(({ args }) => args.account)
          .filter((account) => !revoked.some(({ args }) => args.account === account));

      expect(holdersOf(TIMELOCK_ROLES.admin)).to.deep.equal([await timelock.getAddress()]);
      for (const role of [TIMELOCK_ROLES.proposer, TIMELOCK_ROLES.canceller]) {
        expect(holdersOf(role)).to.deep.equal([await governor.getAddress()]);
      }
      expect(holdersOf(TIMELOCK_ROLES.executor)).to.deep.equal([ethers.ZeroAddress]);
      expect(await timelock.queryFilter(timelock.filters.CallScheduled())).to.deep.equal([]);
      expect(await timelock.getMinDelay()).to.equal(TWO_DAYS);
      expect(await governor.timelock()).to.equal(timelock);
      expect(await token.delegates(timelock)).to.equal(EXCLUDED);
    });

    it("is followed by everyone when the timelock names a new manager", async () => {
      const { manager, ledger, stranger, getTimelockSigner } = await loadSahara();
      const successor = await ethers.deployContract("AccessManager", [stranger.address]);
      await manager.connect(await getTimelockSigner()).updateAuthority(ledger, successor);

      expect(await ledger.authority()).to.equal(successor);
    });
  });

  describe("code", () => {
    before(function () {
      // Coverage measures larger, instrumented code.
      if (hre.globalOptions.coverage) this.skip();
    });

    for (const name of [...Object.values(ARTIFACTS), ...PARTS]) {
      it(`of ${name} is within its limit (SYS-3)`, async () => {
        const { deployedBytecode } = await hre.artifacts.readArtifact(name);

        const most = name === "SaharaGovernor" ? MAX_GOVERNOR_BYTES : MAX_CODE_BYTES;
        expect(ethers.dataLength(deployedBytecode)).to.be.within(1, most);
      });
    }
  });
});
