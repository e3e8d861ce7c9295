import type { HardhatEthersSigner } from "@nomicfoundation/hardhat-ethers/types";
import { id } from "ethers";

import { TIMELOCK_ROLES } from "../../../deploy/modules/Governance.ts";
import { SaharaGovernor__factory } from "../../../typechain-types/index.js";
import type { World } from "../createWorld.ts";
import type { Gas } from "../Gas.ts";

const FOR = 1;
const DAY = 86_400;

/** What a proposal costs from end to end under our governor, and under OpenZeppelin's plain one. */
export async function measureGovernance(world: World): Promise<Gas> {
  const { gasOf, networkHelpers, sahara, deployer, builder, customer, newcomer } = world;
  for (const holder of [deployer, builder, customer]) {
    await sahara.token.connect(holder).delegate(holder);
  }
  const delegate = await gasOf(() => sahara.token.connect(newcomer).delegate(newcomer));
  await networkHelpers.mine();

  const ours = await measureGovernor(world, sahara.governor);
  const plain = await measureGovernor(world, await deployPlainGovernor(world));
  return {
    ...{ delegate, ...ours },
    plainPropose: plain.propose,
    plainCastVoteFirst: plain.castVoteFirst,
    plainCastVote: plain.castVote,
    plainQueue: plain.queue,
    plainExecute: plain.execute,
  };
}

/** A governor of OpenZeppelin's base modules, with a timelock of its own. */
async function deployPlainGovernor({ ethers, sahara, deployer }: World) {
  const timelock = await ethers.deployContract("SaharaTimelock", [DAY, deployer, sahara.token]);
  const governor = await ethers.deployContract("PlainGovernor", [sahara.token, timelock]);
  await timelock.getFunction("grantRole")(TIMELOCK_ROLES.proposer, governor);
  return SaharaGovernor__factory.connect(await governor.getAddress(), deployer);
}

/** Proposes one call, which any timelock may make; the first vote finds the tally empty, and the second is the rule. */
async function measureGovernor(world: World, governor: World["sahara"]["governor"]) {
  const { gasOf, networkHelpers, sahara } = world;
  const { deployer, builder, customer } = world;
  const call = sahara.token.interface.encodeFunctionData("approve", [deployer.address, 0n]);
  const target = await sahara.token.getAddress();
  const describe = (text: string) => `${text} #proposer=${deployer.address}`;
  const proposeOne = (text: string) => governor.propose([target], [0n], [call], describe(text));
  const hashed = (text: string): [string[], bigint[], string[], string] => [
    [target],
    [0n],
    [call],
    id(describe(text)),
  ];
  const passed = async (at: bigint) => {
    await networkHelpers.time.increaseTo(at + 1n);
  };
  const vote = (voter: HardhatEthersSigner, proposal: bigint) =>
    governor.connect(voter).castVote(proposal, FOR);

  // The proposer's first proposal fills a slot that later ones write again.
  await proposeOne("first");
  const first = await governor.hashProposal(...hashed("first"));
  await passed(await governor.proposalDeadline(first));
  const propose = await gasOf(() => proposeOne("second"));
  const proposal = await governor.hashProposal(...hashed("second"));
  await passed(await governor.proposalSnapshot(proposal));
  const castVoteFirst = await gasOf(() => vote(builder, proposal));
  const castVote = await gasOf(() => vote(customer, proposal));
  await vote(deployer, proposal);
  await passed(await governor.proposalDeadline(proposal));
  const queue = await gasOf(() => governor.queue(...hashed("second")));
  await passed(await governor.proposalEta(proposal));
  const execute = await gasOf(() => governor.execute(...hashed("second")));
  return { propose, castVoteFirst, castVote, queue, execute };
}
