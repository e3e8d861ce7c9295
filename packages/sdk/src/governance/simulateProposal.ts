import { type Provider, toQuantity } from "ethers";

import type { Clients } from "../clients.ts";
import { SaharaError } from "../errors/SaharaError.ts";
import { toSaharaError } from "../errors/toSaharaError.ts";
import type { CallInput, ProposedCall } from "./proposal.ts";
import { composeCalls } from "./propose.ts";

export type SimulateProposalParameters = {
  calls: readonly CallInput[];
  title?: string | undefined;
  /**
   * Makes the calls one after the other and takes them back, so that each meets what those before it did. Only a
   * development node can. Otherwise each is tried on the present state.
   */
  snapshot?: boolean | undefined;
};

/** What would happen to a call; UNKNOWN where only the governor itself can make it. */
export type SimulatedCall =
  { outcome: "DONE" } | { outcome: "REFUSED"; error: SaharaError } | { outcome: "UNKNOWN" };

type DevelopmentNode = { send: (method: string, params: unknown[]) => Promise<unknown> };

/** Tries the calls of a proposal as the timelock, without sending anything that stays. */
export async function simulateProposal(
  clients: Clients,
  { calls, title = "", snapshot = false }: SimulateProposalParameters,
): Promise<SimulatedCall[]> {
  const composed = await composeCalls(clients, { calls, title });
  if (!snapshot)
    return await tryEach(clients, composed, (request) => clients.provider.call(request));

  // A development node speaks JSON-RPC, so its provider can send any method.
  const node = clients.provider as Provider & DevelopmentNode;
  const start = await node.send("evm_snapshot", []);
  try {
    const { timelock } = clients.addresses;
    await node.send("hardhat_impersonateAccount", [timelock]);
    await node.send("hardhat_setBalance", [timelock, toQuantity(10n ** 24n)]);
    return await tryEach(clients, composed, async ({ from, to, data, value }) => {
      const call = { from, to, data, value: toQuantity(value) };
      await node.send("eth_sendTransaction", [call]);
    });
  } finally {
    await node.send("evm_revert", [start]);
  }
}

type Request = ProposedCall & { from: string };

async function tryEach(
  { addresses }: Pick<Clients, "addresses">,
  calls: readonly ProposedCall[],
  make: (request: Request) => Promise<unknown>,
): Promise<SimulatedCall[]> {
  const outcomes: SimulatedCall[] = [];
  for (const call of calls) {
    // The governor obeys only what it executes itself.
    outcomes.push(
      call.to === addresses.governor
        ? { outcome: "UNKNOWN" }
        : await tryOne(make, { ...call, from: addresses.timelock }),
    );
  }
  return outcomes;
}

async function tryOne(
  make: (request: Request) => Promise<unknown>,
  request: Request,
): Promise<SimulatedCall> {
  try {
    await make(request);
    return { outcome: "DONE" };
  } catch (thrown) {
    const error = toSaharaError(thrown);
    if (!(error instanceof SaharaError)) throw thrown;
    return { outcome: "REFUSED", error };
  }
}
