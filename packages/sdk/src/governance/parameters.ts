import type { Contract, Interface, Log } from "ethers";

import type { ContractName } from "../addresses.ts";
import { getLogs } from "../chain/getLogs.ts";
import { mapLimited } from "../chain/mapLimited.ts";
import type { Clients } from "../clients.ts";

export type ParameterUnit = "bps" | "seconds" | "SAHARA";

type Definition = {
  contract: ContractName;
  /** In words, after "the". */
  label: string;
  unit: ParameterUnit;
  setter: string;
  getter: string;
  /** Emitted by every change, with the value before and the one after. */
  event: string;
  min: bigint;
  max: bigint;
};

const HOUR = 3_600n;
const DAY = 24n * HOUR;
const SAHARA = 10n ** 18n;

const define = (
  contract: ContractName,
  label: string,
  unit: ParameterUnit,
  [setter, getter, event]: [setter: string, getter: string, event: string],
  [min, max]: [min: bigint, max: bigint],
): Definition => ({ contract, label, unit, setter, getter, event, min, max });

/** Every single value that governance may change, with the bounds that the bytecode has. */
export const PARAMETERS: readonly Definition[] = [
  define(
    ...(["parameters", "fee on licences", "bps"] as const),
    ["setLicenseFee", "licenseFeeBps()", "LicenseFeeChanged"],
    [0n, 500n],
  ),
  define(
    ...(["parameters", "fee on usage", "bps"] as const),
    ["setUsageFee", "usageFeeBps()", "UsageFeeChanged"],
    [0n, 500n],
  ),
  define(
    ...(["parameters", "fee on sales", "bps"] as const),
    ["setSaleFee", "saleFeeBps()", "SaleFeeChanged"],
    [0n, 500n],
  ),
  define(
    ...(["parameters", "royalty on resales of assets", "bps"] as const),
    ["setResaleRoyalty", "resaleRoyaltyBps()", "ResaleRoyaltyChanged"],
    [0n, 1_000n],
  ),
  define(
    ...(["parameters", "time to reclaim a content root", "seconds"] as const),
    ["setReclaimWindow", "reclaimWindow()", "ReclaimWindowChanged"],
    [HOUR, 7n * DAY],
  ),
  define(
    ...(["governor", "delay before a vote", "seconds"] as const),
    ["setVotingDelay", "votingDelay()", "VotingDelaySet"],
    [HOUR, 14n * DAY],
  ),
  define(
    ...(["governor", "period of a vote", "seconds"] as const),
    ["setVotingPeriod", "votingPeriod()", "VotingPeriodSet"],
    [DAY, 30n * DAY],
  ),
  define(
    ...(["governor", "votes that it takes to propose", "SAHARA"] as const),
    ["setProposalThreshold", "proposalThreshold()", "ProposalThresholdSet"],
    [100_000n * SAHARA, 100_000_000n * SAHARA],
  ),
  define(
    ...(["governor", "quorum", "bps"] as const),
    ["updateQuorumNumerator", "quorumNumerator()", "QuorumNumeratorUpdated"],
    [100n, 5_000n],
  ),
  define(
    ...(["governor", "super-quorum", "bps"] as const),
    ["updateSuperQuorumNumerator", "superQuorumNumerator()", "SuperQuorumNumeratorUpdated"],
    [4_000n, 9_000n],
  ),
  define(
    ...(["governor", "share of votes with veto that defeats", "bps"] as const),
    ["setVeto", "vetoBps()", "VetoSet"],
    [2_500n, 10_000n],
  ),
  define(
    ...(["governor", "time that a late quorum leaves", "seconds"] as const),
    ["setLateQuorumVoteExtension", "lateQuorumVoteExtension()", "LateQuorumVoteExtensionSet"],
    [HOUR, 30n * DAY],
  ),
  define(
    ...(["timelock", "delay of the timelock", "seconds"] as const),
    ["updateDelay", "getMinDelay()", "MinDelayChange"],
    [DAY, 30n * DAY],
  ),
];

/** A parameter as it is now. */
export type GovernanceParameter = Pick<
  Definition,
  "contract" | "label" | "unit" | "setter" | "min" | "max"
> & {
  value: bigint;
  /** The last change; undefined if there was none since the deployment set it without saying so. */
  changed: { blockNumber: number; transactionHash: string } | undefined;
};

/** Every parameter with its unit, its bounds, its value, and the event of its last change. */
export async function getParameters(clients: Clients): Promise<GovernanceParameter[]> {
  const changes = await findChanges(clients);
  return await mapLimited(PARAMETERS, async (definition) => {
    const { contract, label, unit, setter, min, max } = definition;
    const last = changes.findLast(({ topics }) => topics[0] === topicOf(clients, definition));
    return {
      ...{ contract, label, unit, setter, min, max },
      value: await readParameter(clients, definition),
      changed: last && { blockNumber: last.blockNumber, transactionHash: last.transactionHash },
    };
  });
}

/** Every change of a parameter, in the order of the chain. No two contracts have an event of one name. */
async function findChanges(clients: Clients): Promise<Log[]> {
  const contracts = [...new Set(PARAMETERS.map(({ contract }) => contract))];
  const topics = PARAMETERS.map((definition) => topicOf(clients, definition));
  const address = contracts.map((contract) => clients.addresses[contract]);
  return await getLogs(clients, { address, topics: [topics] });
}

function topicOf({ contracts }: Clients, { contract, event }: Definition): string {
  const calls: Interface = contracts[contract].interface;
  const { topicHash } = calls.getEvent(event) ?? {};
  if (topicHash === undefined) throw new Error(`cannot happen: ${contract} has no event ${event}`);
  return topicHash;
}

/** The value of a parameter now. */
export async function readParameter(
  { contracts }: Pick<Clients, "contracts">,
  { contract, getter }: Pick<Definition, "contract" | "getter">,
): Promise<bigint> {
  const target: Contract = contracts[contract] as unknown as Contract;
  // All getters of the table return one whole number.
  return (await target.getFunction(getter).staticCall()) as bigint;
}
