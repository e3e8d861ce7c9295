import type { Interface } from "ethers";

import type { ContractName } from "../addresses.ts";
import { decode } from "../chain/prepare.ts";
import type { Clients } from "../clients.ts";
import { formatAmount } from "../values/parseAmount.ts";
import { PARAMETERS, type ParameterUnit, readParameter } from "./parameters.ts";
import type { ProposedCall } from "./proposal.ts";
import { roleName, TIMELOCK_ROLES } from "./roles.ts";

/** What a call does, in words, and what to look at twice. */
export type CallDescription = { text: string; warnings: string[] };

type Args = Record<string, unknown>;
type Context = { clients: Clients; call: ProposedCall };
type Teller = (args: Args, context: Context) => CallDescription | Promise<CallDescription>;

const say = (text: string, ...warnings: string[]): CallDescription => ({ text, warnings });
const DECIMALS = 18;
const POWER = "This changes who has power over the protocol.";
const OBSERVE =
  "Have incentives.observe called next, so that fees which come back to their payer earn no reward.";
const UNDONE_BY_VOTE = "Only another vote undoes this.";

/** Functions that words were found for. Whatever is missing is told by its name and arguments. */
const TELLERS: Readonly<Record<string, Teller>> = {
  "manager.grantRole": ({ roleId, account, executionDelay }) =>
    say(
      `Makes ${String(account)} ${roleName(roleId as bigint)}, held once the role's grant delay has passed` +
        (executionDelay === 0n ? "." : `, with ${String(executionDelay)} s before each use.`),
      POWER,
      ...(roleId === 0n ? ["An admin may do everything that governance may."] : []),
    ),
  "manager.revokeRole": ({ roleId, account }) =>
    say(
      `Takes the role ${roleName(roleId as bigint)} from ${String(account)}, at once.`,
      ...(roleId === 0n ? [POWER, UNDONE_BY_VOTE] : []),
    ),
  "manager.setTargetFunctionRole": ({ target, selectors, roleId }, { clients }) =>
    say(
      `Has ${nameOf(clients, String(target))} hear ${roleName(roleId as bigint)} in ` +
        `${functionNames(clients, String(target), selectors as string[])}.`,
      POWER,
    ),
  "manager.updateAuthority": ({ target, newAuthority }, { clients }) =>
    say(
      `Puts ${nameOf(clients, String(target))} under another manager, ${String(newAuthority)}.`,
      POWER,
      "The present manager can't undo this.",
    ),
  "manager.schedule": async ({ target, data }, { clients }) => {
    const inner = { to: String(target), data: String(data), value: 0n };
    return within("Announces to the manager", await describeCall(clients, inner));
  },
  "governor.relay": async ({ target, value, data }, { clients }) => {
    const inner = { to: String(target), data: String(data), value: value as bigint };
    return within("Has the governor act", await describeCall(clients, inner));
  },
  "governor.setProposalGuardian": ({ newProposalGuardian }) =>
    say(
      `Makes ${String(newProposalGuardian)} guardian for a year: it may cancel proposals.`,
      POWER,
    ),
  "timelock.schedule": async ({ target, value, data, delay }, { clients }) => {
    const inner = { to: String(target), data: String(data), value: value as bigint };
    return within(
      `Schedules for ${formatSeconds(delay as bigint)} later`,
      await describeCall(clients, inner),
    );
  },
  "timelock.grantRole": ({ role, account }) =>
    say(`Makes ${String(account)} ${timelockRole(role)} of the timelock, at once.`, POWER),
  "timelock.revokeRole": ({ role, account }) =>
    say(
      `Takes ${timelockRole(role)} of the timelock from ${String(account)}.`,
      POWER,
      UNDONE_BY_VOTE,
    ),
  "token.transfer": async ({ to, value }, { clients }) => {
    const { contracts, addresses } = clients;
    const held = await contracts.token.balanceOf(addresses.timelock);
    const amount = value as bigint;
    return say(
      `Sends ${formatAmount(amount, DECIMALS)} SAHARA of the treasury to ${String(to)}.`,
      ...(amount > held ? ["The treasury has less than that: it will fail."] : []),
      ...(amount > (await contracts.timelock.freeToMove())
        ? ["It is more than may leave now without notice: it waits twelve days longer."]
        : []),
      ...(amount * 100n > held ? ["That is more than a hundredth of the treasury."] : []),
    );
  },
  "token.approve": ({ spender, value }) =>
    say(
      `Lets ${String(spender)} take up to ${formatAmount(value as bigint, DECIMALS)} SAHARA of the treasury.`,
      "It fails unless all of it is spent within the proposal.",
    ),
  "token.delegate": ({ delegatee }) =>
    say(`Gives the votes of the treasury to ${String(delegatee)}.`, POWER),
  "ledger.listCurrency": ({ token }) =>
    say(`Lists ${String(token)} as a currency, for good.`, "A currency is never taken off."),
  "ledger.releaseUnits": ({ assetId, to, units }, { clients }) => {
    const whose =
      assetId === 0n ? "the protocol's fees" : `the revenue of asset ${String(assetId)}`;
    const receiver = nameOf(clients, String(to));
    return say(
      `Gives ${formatUnits(units as bigint)} of ${whose} from now on to ${receiver}.`,
      ...(receiver === "stakingRewards" ? [] : ["Nothing takes that back."]),
      ...(assetId === 0n ? [OBSERVE] : []),
    );
  },
  "incentives.observe": () =>
    say("Notes which part of the protocol's fees the treasury has now, by which incentives go."),
  "stakingRewards.returnUnits": ({ units }) =>
    say(`Takes ${formatUnits(units as bigint)} of the protocol's fees from now on from stakers.`),
  "stakingPool.slash": async ({ bps }, { clients }) => {
    const staked = await clients.contracts.stakingPool.staked();
    const amount = (staked * (bps as bigint)) / 10_000n;
    return say(
      `Takes ${formatAmount(bps as bigint, 2)} % of what is staked in the pool, now ` +
        `${formatAmount(amount, DECIMALS)} SAHARA, for the treasury.`,
      "It takes from every staker, and from who is leaving.",
    );
  },
};

/** Units of revenue as a share: a hundred million are all. */
const formatUnits = (units: bigint) => `${formatAmount(units, 6)} %`;

/** Says what a call of a proposal does, from what it is made of and what the chain has now. */
export async function describeCall(clients: Clients, call: ProposedCall): Promise<CallDescription> {
  const contract = contractAt(clients, call.to);
  const spends =
    call.value === 0n ? [] : [`It sends ${formatAmount(call.value, DECIMALS)} native coins along.`];
  const calls: Interface | undefined = contract && clients.contracts[contract].interface;
  const parsed = calls?.parseTransaction({ data: call.data }) ?? null;
  if (contract === undefined || calls === undefined || parsed === null) {
    const what = call.data === "0x" ? "Sends to" : "Calls something unknown at";
    return say(
      `${what} ${contract ?? call.to}.`,
      ...spends,
      ...(call.data === "0x" ? [] : ["Nobody can tell what it does from here."]),
    );
  }
  const { method, args } = decode(calls, call.data);
  const { text, warnings } = await tell(clients, { contract, method, args, call });
  return { text, warnings: [...warnings, ...spends] };
}

type Decoded = { contract: ContractName; method: string; args: Args; call: ProposedCall };

async function tell(clients: Clients, { contract, method, args, call }: Decoded) {
  const parameter = PARAMETERS.find((one) => one.contract === contract && one.setter === method);
  const [value] = Object.values(args);
  if (parameter !== undefined && typeof value === "bigint") {
    const { label, unit, min, max } = parameter;
    const now = await readParameter(clients, parameter);
    const [from, to, least, most] = [now, value, min, max].map((one) => formatValue(one, unit));
    return say(
      `Sets the ${label} from ${from ?? ""} to ${to ?? ""}.`,
      ...(value < min || value > max
        ? [`It is from ${least ?? ""} to ${most ?? ""} by bytecode: this will fail.`]
        : []),
      ...(value === now ? ["It is that already."] : []),
    );
  }
  const teller = TELLERS[`${contract}.${method}`];
  if (teller !== undefined) return await teller(args, { clients, call });
  const listed = Object.entries(args).map(([name, arg]) => `${name}: ${textOf(arg)}`);
  return say(`Calls ${contract}.${method}(${listed.join(", ")}).`);
}

const within = (before: string, { text, warnings }: CallDescription): CallDescription => ({
  text: `${before}: ${text}`,
  warnings,
});

const textOf = (value: unknown): string =>
  JSON.stringify(value, (_, inner: unknown) => (typeof inner === "bigint" ? `${inner}` : inner));

/** The name of a contract of the deployment; undefined for any other address. */
export function contractAt(
  { addresses }: Pick<Clients, "addresses">,
  address: string,
): ContractName | undefined {
  const found = Object.entries(addresses).find(
    ([, known]) => known.toLowerCase() === address.toLowerCase(),
  );
  // The keys are those of the deployment.
  return found?.[0] as ContractName | undefined;
}

const nameOf = (clients: Clients, address: string) => contractAt(clients, address) ?? address;

function functionNames(clients: Clients, target: string, selectors: readonly string[]): string {
  const contract = contractAt(clients, target);
  const calls: Interface | undefined = contract && clients.contracts[contract].interface;
  return selectors.map((selector) => calls?.getFunction(selector)?.name ?? selector).join(", ");
}

function timelockRole(role: unknown): string {
  const known = Object.entries(TIMELOCK_ROLES).find(([, hash]) => hash === role);
  return known?.[0] ?? String(role);
}

/** A parameter's value with its unit. */
export function formatValue(value: bigint, unit: ParameterUnit): string {
  switch (unit) {
    case "bps":
      return `${formatAmount(value, 2)} %`;
    case "seconds":
      return formatSeconds(value);
    case "SAHARA":
      return `${formatAmount(value, DECIMALS)} SAHARA`;
  }
}

function formatSeconds(seconds: bigint): string {
  if (seconds !== 0n && seconds % 86_400n === 0n) return `${seconds / 86_400n} d`;
  if (seconds !== 0n && seconds % 3_600n === 0n) return `${seconds / 3_600n} h`;
  return `${seconds} s`;
}
