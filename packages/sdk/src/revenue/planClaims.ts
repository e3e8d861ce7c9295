import type { Clients } from "../clients.ts";
import { type Address, NATIVE, OWNER, parseAddress, parseCurrency } from "../values/address.ts";
import { chooseAll, type ClaimChoice, listCuts } from "./choosePath.ts";
import { type ClaimGraph, owedFor, settlePath } from "./claimGraph.ts";
import { estimateClaim, mostGasBetween } from "./claimGas.ts";
import { findAssetsHeld, findAssetsOwned } from "./findClaimAssets.ts";
import { loadClaimGraph } from "./loadClaimGraph.ts";

/** What tokens are worth: `amount` base units of the token are worth `native` base units of the native coin. */
export type TokenPrice = { amount: bigint; native: bigint };

export type PlanClaimsParameters = {
  /** Who is to be paid. */
  account: Address;
  /** Currency; `NATIVE` is the native coin. */
  token: Address;
  /** Claim what its own units earned, or the units bound to the assets that it owns. Defaults to `"holder"`. */
  as?: "holder" | "owner" | undefined;
  /** Defaults to all in which it has units, or that it owns, found from events. */
  assetIds?: readonly bigint[] | undefined;
  /** Lets the plan leave out what costs more than it brings. Defaults to 1:1 for the native coin itself. */
  tokenPrice?: TokenPrice | undefined;
  /** Native base units a unit of gas. Defaults to the node's. */
  gasPrice?: bigint | undefined;
};

/** What to claim, along which path, what it pays and what it costs. */
export type ClaimPlan = {
  account: Address;
  as: "holder" | "owner";
  token: Address;
  /** The assets to claim; empty when nothing is owed or worth its gas. */
  assetIds: bigint[];
  /** The assets to settle before, in strictly descending order: children before parents. */
  path: bigint[];
  /** What each asset pays, in base units. */
  amounts: { assetId: bigint; amount: bigint }[];
  /** All of it together. */
  expected: bigint;
  /** Estimated gas of the whole claim. */
  gas: bigint;
  gasPrice: bigint;
  /** `gas` times `gasPrice`, in base units of the native coin. */
  cost: bigint;
  /** Whether it brings more than it costs; undefined when the token has no price. */
  worthwhile: boolean | undefined;
  /** What was left out because it costs more than it brings, in base units of the token. */
  leftOut: bigint;
};

/**
 * Finds the cheapest way to claim what an account is owed, however deep below the payments it stands. Works out in
 * bigint what settling each descendant would bring, and leaves out every branch that brings less than its gas.
 */
export async function planClaims(
  clients: Clients,
  parameters: PlanClaimsParameters,
): Promise<ClaimPlan> {
  const { as = "holder" } = parameters;
  const account = parseAddress(parameters.account, "account");
  const token = parseCurrency(parameters.token);
  const holder = as === "owner" ? OWNER : account;
  const find = as === "owner" ? findAssetsOwned : findAssetsHeld;
  const assetIds = [...new Set(parameters.assetIds ?? (await find(clients, account)))];
  const gasPrice = parameters.gasPrice ?? (await readGasPrice(clients));
  const tokenPrice = parameters.tokenPrice ?? (token === NATIVE ? PAR : undefined);

  const graph = await loadClaimGraph(clients, { token, holder, assetIds });
  const all = chooseAll(graph);
  const estimate = (choice: ClaimChoice) => estimateClaim(clients, graph, choice, token, holder);
  const { choice, gas } = await prune(graph, all, estimate, { tokenPrice, gasPrice });

  return {
    ...{ account, as, token, path: [...choice.path], expected: choice.expected },
    ...{ gas, gasPrice, cost: gas * gasPrice, leftOut: all.expected - choice.expected },
    assetIds: choice.targets.map(({ assetId }) => assetId),
    amounts: listAmounts(graph, choice),
    worthwhile: tokenPrice && isWorth(choice.expected, gas, { tokenPrice, gasPrice }),
  };
}

const PAR: TokenPrice = { amount: 1n, native: 1n };

type Prices = { tokenPrice: TokenPrice; gasPrice: bigint };

/** Whether tokens are worth more than gas. Multiplied out, so that nothing is rounded. */
const isWorth = (tokens: bigint, gas: bigint, { tokenPrice, gasPrice }: Prices): boolean =>
  tokens * tokenPrice.native > gas * gasPrice * tokenPrice.amount;

/** Takes the branch or target away that loses most, until each brings more than its gas. */
async function prune(
  graph: ClaimGraph,
  all: ClaimChoice,
  estimate: (choice: ClaimChoice) => Promise<bigint>,
  { tokenPrice, gasPrice }: { tokenPrice: TokenPrice | undefined; gasPrice: bigint },
): Promise<{ choice: ClaimChoice; gas: bigint }> {
  let best = { choice: all, gas: await estimate(all) };
  for (;;) {
    const better =
      tokenPrice && (await findBetter(graph, best, estimate, { tokenPrice, gasPrice }));
    if (better === undefined) return best;
    best = better;
  }
}

/** The cheapest cut first; what can't save its loss whatever the gas is not estimated at all. */
async function findBetter(
  graph: ClaimGraph,
  { choice, gas }: { choice: ClaimChoice; gas: bigint },
  estimate: (choice: ClaimChoice) => Promise<bigint>,
  prices: Prices,
): Promise<{ choice: ClaimChoice; gas: bigint } | undefined> {
  const mostSaved = (cut: ClaimChoice) =>
    cut.targets.length === 0 ? gas : mostGasBetween(graph, choice, cut);
  const cuts = listCuts(graph, choice).filter(
    (cut) => !isWorth(choice.expected - cut.expected, mostSaved(cut), prices),
  );
  cuts.sort((a, b) => (a.expected > b.expected ? -1 : 1));
  for (const cut of cuts) {
    const cutGas = await estimate(cut);
    const loss = choice.expected - cut.expected;
    if (cutGas < gas && !isWorth(loss, gas - cutGas, prices)) return { choice: cut, gas: cutGas };
  }
  return undefined;
}

function listAmounts(graph: ClaimGraph, { targets, path }: ClaimChoice): ClaimPlan["amounts"] {
  const settlement = settlePath(graph.nodes, path);
  return targets.map((target) => ({
    assetId: target.assetId,
    amount: owedFor(graph, target, settlement),
  }));
}

async function readGasPrice({ provider }: Clients): Promise<bigint> {
  const { gasPrice, maxFeePerGas } = await provider.getFeeData();
  return gasPrice ?? maxFeePerGas ?? 0n;
}
