import { expect } from "chai";
import type { Interface, ParamType } from "ethers";

import { CONTRACT_NAMES } from "../../scripts/lib/SaharaAddresses.ts";
import { changesState, readFunctions } from "../helpers/abiItems.ts";
import { ethers, loadFixture, networkHelpers } from "../helpers/chain.ts";
import type { SaharaContracts } from "../helpers/deploySahara.ts";
import { revertData } from "../helpers/revertData.ts";
import { createMoves } from "./deployGovernance.ts";
import { deployDrill, type Step } from "./drillWorld.ts";

const MAX_PAUSE = 7n * 86_400n;

/** Functions that a pause closes at the door: what comes in, and what begins. */
const DOORS: Readonly<Record<string, readonly string[]>> = {
  arbitration: ["disputeCall"],
  auctions: ["bid", "buy", "createAuction", "createDutchAuction"],
  court: ["file", "tag"],
  jobs: ["assign", "post", "postAssigned", "take"],
  ledger: ["collect", "pay", "payAndSettle", "payWithAuthorization"],
  marketplace: [
    ...["acceptCollectionOffer", "acceptOffer", "buy", "buyWithAuthorization", "buyWithPermit"],
    "list",
  ],
  meter: ["deposit", "depositWithAuthorization", "depositWithPermit", "payIn"],
  offers: ["publishOffer"],
  operators: ["back", "payBackers", "stake"],
  registrar: ["register", "registerFor", "registerMany"],
  stakingPool: ["stake"],
};

/** Of role holders alone: governance, council, arbiters. */
const GOVERNED = [
  ...["armPause", "pause", "resume", "setAuthority", "slash", "slashKey", "listCurrency", "rule"],
  ...["freeze", "thaw", "freezeSuperseded", "awardPosition", "setStakeRatio", "setRules"],
  ...["setChallengeWindow", "returnUnits", "admit", "award", "strike", "lift"],
  ...["settleSupersedure", "ruleCall", "ruleDivergence", "ruleJob", "ruleReport"],
];
/** Of one of our contracts alone, in the middle of a step of its own. */
const INNER = [
  ...["onCollect", "onMove", "grantRootUnits", "setRoot", "keepOffer", "lockStake", "consume"],
  ...["derive", "use"],
];
/** Of tokens: whoever holds them moves them. */
const TOKENS = [
  ...["approve", "setApprovalForAll", "setOperator", "transfer", "transferFrom"],
  ...["safeTransferFrom", "delegate", "delegateBySig", "permit"],
];
/** Neither brings money in nor leads any out: said, shown, or for whoever pays by way of the doors above. */
const APART: Readonly<Record<string, readonly string[]>> = {
  approvals: ["approveBySignature"],
  arbitration: ["answerCall", "nameArbiter"],
  attributionReports: ["challenge", "post"],
  // They buy by way of licences and of the meter.
  checkout: ["buy", "buyWithAuthorization", "buyWithPermit"],
  court: ["answer", "collectRest", "enterRefund", "hear", "prolong", "refundBuyer"],
  divergences: ["open"],
  faultProofs: [
    ...["proveBrokenAccumulation", "proveEquivocation", "proveOverPrice", "proveRootFraud"],
    "proveWrongModel",
  ],
  // Registering is a door, and `accept` is open.
  jobs: ["acceptAndRegister", "commitDelivery"],
  ledger: ["open"],
  // They end early, change hands in seats, or are paid by way of the ledger.
  licenses: [
    ...[
      "cancelSubscription",
      "offerTerms",
      "registerTerms",
      "renew",
      "renewSubscription",
      "revoke",
    ],
    "withdrawOffer",
  ],
  marketplace: ["adoptRates"],
  meter: ["openSession", "postReceipts"],
  operators: ["addKey", "revokeKey", "setProfile"],
  registry: ["commit", "open", "publishVersion"],
  seats: ["assignSeat", "setUser"],
  subscriptions: ["renew", "subscribe", "subscribeBySignature"],
  vault: [
    ...["allowProgram", "disallowProgram", "grantKey", "logRelease", "revokeGrant"],
    ...["setComputeOperator", "setEncryptionKey", "setPrivacyBudget", "setReleasePolicy", "spend"],
  ],
};
/** They hold nobody's money and have no entries: authority, and the token itself. */
const OUTSIDE = ["governor", "manager", "parameters", "presets", "timelock", "token", "lens"];

type Key = Exclude<keyof SaharaContracts, "timelock">;
type Pausable = SaharaContracts["ledger"];
const KEYS = (Object.keys(CONTRACT_NAMES) as Key[]).filter((key) => !OUTSIDE.includes(key));

/** What state-changing functions each contract has, by name. */
async function findFunctions(): Promise<string[]> {
  const found = await Promise.all(
    KEYS.map(async (key) => {
      const functions = (await readFunctions(CONTRACT_NAMES[key])).filter(changesState);
      return functions.map(({ name }) => `${key}.${name}`);
    }),
  );
  return [...new Set(found.flat())].sort();
}

const listed = (table: Readonly<Record<string, readonly string[]>>) =>
  Object.entries(table).flatMap(([key, names]) => names.map((name) => `${key}.${name}`));

/** The council has paused whatever can be paused, for as long as it can. */
async function deployPaused() {
  const world = await deployDrill();
  const pausable: Pausable[] = KEYS.filter((key) => "pausedUntil" in world[key]).map(
    // All have the functions of EntryPause, whatever else they are.
    (key) => world[key] as unknown as Pausable,
  );
  for (const contract of pausable) await contract.connect(world.council).pause(MAX_PAUSE);
  return { ...world, pausable };
}

const load = async () => await loadFixture(deployPaused);

describe("emergency drill (GOV-4)", () => {
  it("knows every function of every contract that money passes through", async () => {
    const { exits, inward } = await load();
    const everywhere = (await findFunctions()).filter((name) => {
      const [, method = ""] = name.split(".");
      return [...GOVERNED, ...INNER, ...TOKENS].includes(method);
    });
    const known = [
      ...[...listed(DOORS), ...Object.keys(exits), ...Object.keys(inward)],
      ...[...listed(APART), ...everywhere],
    ];

    expect([...new Set(known)].sort()).to.deep.equal(await findFunctions());
  });

  it("finds the doors closed, by name, and no other", async () => {
    const world = await load();
    const closed: string[] = [];
    for (const key of KEYS) {
      const contract = world[key];
      const calls: Interface = contract.interface;
      const refused = new Set<string>();
      for (const fragment of calls.fragments) {
        if (!ethers.FunctionFragment.isFragment(fragment) || fragment.constant) continue;
        const data = calls.encodeFunctionData(fragment, fragment.inputs.map(plainValue));
        const to = await contract.getAddress();
        const error = await errorOf(world.stranger.call({ to, data }));
        if (error === PAUSED) refused.add(`${key}.${fragment.name}`);
      }
      closed.push(...refused);
    }

    expect(closed.sort()).to.deep.equal(listed(DOORS).sort());
  });

  it("finds every way out open, and the money on it", async () => {
    const { exits, token } = await load();
    for (const [name, { call, pays }] of Object.entries<Step>(exits)) {
      const before = pays === undefined ? 0n : await token.balanceOf(pays);
      await call().catch((cause: unknown) => {
        throw new Error(`${name} failed during the pause`, { cause });
      });
      if (pays === undefined) continue;
      expect((await token.balanceOf(pays)) > before, `${name} pays`).to.equal(true);
    }
  });

  it("lets what would enter by way of another contract wait where it is, and enter afterwards", async () => {
    const { inward, pausable, timelock } = await load();
    for (const [name, enter] of Object.entries(inward)) {
      expect(await errorOf(enter()), name).to.equal(PAUSED);
    }
    for (const contract of pausable) await contract.connect(timelock).resume();
    for (const enter of Object.values(inward)) await enter();
  });

  it("leaves the guardian nothing more to do: no second pause, no longer one, no end of it", async () => {
    const { pausable, council } = await load();
    for (const contract of pausable) {
      const guardian = contract.connect(council);
      const until = await contract.pausedUntil();
      await expect(guardian.pause(1n)).to.be.revertedWithCustomError(
        contract,
        "EntryPause_NotArmed",
      );
      for (const call of [() => guardian.resume(), () => guardian.armPause()]) {
        await expect(call())
          .to.be.revertedWithCustomError(contract, "AccessManagedUnauthorized")
          .withArgs(council);
      }
      expect(await contract.pausedUntil()).to.equal(until);
    }
    await networkHelpers.time.increase(MAX_PAUSE);

    for (const contract of pausable) {
      await expect(contract.connect(council).pause(1n)).to.be.revertedWithCustomError(
        contract,
        "EntryPause_NotArmed",
      );
    }
  });

  it("lets holders decide meanwhile: proposed, passed, queued and executed before the pause is over", async () => {
    const { governor, token, ledger, registrar, parameters, deployer, council, ...world } =
      await load();
    const timelock = await ethers.getContractAt("SaharaTimelock", await governor.timelock());
    const moves = createMoves(governor, timelock);
    await token.connect(deployer).delegate(deployer);
    await networkHelpers.mine();
    const targets = await Promise.all(
      [parameters, registrar, ledger].map((target) => target.getAddress()),
    );
    const proposal = {
      ...{ targets, values: [0n, 0n, 0n], description: "Deal with it" },
      calldatas: [
        parameters.interface.encodeFunctionData("setUsageFee", [100n]),
        registrar.interface.encodeFunctionData("resume"),
        ledger.interface.encodeFunctionData("armPause"),
      ],
    };
    const id = await moves.propose(proposal, deployer);
    await moves.startVote(id);
    await moves.vote(id, deployer, 1);
    await moves.queue(proposal);
    await moves.waitForTimelock();
    await moves.execute(proposal);

    expect(await parameters.usageFeeBps()).to.equal(100n);
    expect(BigInt(await networkHelpers.time.latest()) < (await ledger.pausedUntil())).to.equal(
      true,
    );
    await world.registerAsset();
    await expect(ledger.connect(council).pause(1n)).to.emit(ledger, "EntriesPaused");
  });
});

const PAUSED = ethers.id("EntryPause_Paused(uint40)").slice(0, 10);

/** The selector of the custom error that a call ends with; empty if it does not. */
async function errorOf(call: Promise<unknown>): Promise<string> {
  try {
    await call;
    return "";
  } catch (error) {
    return revertData(error)?.slice(0, 10) ?? "";
  }
}

/** A value that nothing refuses for its form. */
function plainValue(type: ParamType): unknown {
  if (type.arrayChildren !== null) {
    const length = Math.max(type.arrayLength ?? 0, 0);
    return Array.from({ length }, () => plainValue(type.arrayChildren!));
  }
  if (type.components !== null) return type.components.map(plainValue);
  if (type.type === "address") return ethers.ZeroAddress;
  if (type.type === "bool") return false;
  if (type.type === "bytes" || type.type === "string") return type.type === "bytes" ? "0x" : "";
  if (type.type.startsWith("bytes")) return `0x${"00".repeat(Number(type.type.slice(5)))}`;
  return 0n;
}
