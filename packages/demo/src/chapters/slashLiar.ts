import {
  AllOperatorsFailedError,
  type CallRecord,
  createCaller,
  createDigests,
  createMemoryCallStore,
  formatAmount,
  meterDomain,
  type Signatures,
} from "@sahara/sdk";

import type { Cast, Person } from "../cast.ts";
import type { LedgerBook } from "../ledgerBook.ts";
import { enrol } from "../operators/enrol.ts";
import { offerModel } from "../operators/offerModel.ts";
import type { ServedOffer } from "../operators/Operator.ts";
import { startLyingNode } from "../operators/startLyingNode.ts";
import { PLAN } from "../plan.ts";
import type { Progress } from "../progress.ts";
import type { Slashing } from "../story.ts";
import type { BuiltAssets } from "./buildAssets.ts";

type Fault = Extract<CallRecord, { kind: "fault" }>;

/** An operator signs two receipts for one place of a lane. The customer has both, and that is all it takes. */
export async function slashLiar(
  cast: Cast,
  built: BuiltAssets,
  signatures: Signatures,
  book: LedgerBook,
  progress: Progress,
): Promise<Slashing> {
  progress.step("An operator signs two receipts for one call, and a customer reports it");
  const { liar } = cast;
  const [model] = built.models;
  const [customer] = cast.customers;
  if (model === undefined || customer === undefined) throw new Error("Nobody to be lied to.");
  const { chainId, addresses, provider } = liar.sahara.clients;
  const digests = createDigests(meterDomain(chainId, addresses.meter), signatures);

  const key = await enrol(liar);
  const served = await offerModel(liar, model);
  const now = async () => (await provider.getBlock("latest"))?.timestamp ?? 0;
  const node = await startLyingNode({ served, key, digests, signatures, now });
  let fault: Fault;
  try {
    await liar.sahara.setProfile({ capabilities: ["SERVE"], endpoint: node.url });
    fault = await beLiedTo(customer, served, signatures);
  } finally {
    await node.stop();
  }

  const { signed: second, against: first } = fault;
  if (first === undefined) throw new Error("The customer kept no receipt to hold against it.");
  const { stake: stakeBefore } = await liar.sahara.getOperator({ operator: liar.account });
  const report = await customer.sahara.reportFault({ signed: second, against: first });
  const { stake: stakeAfter } = await liar.sahara.getOperator({ operator: liar.account });
  const slashed = stakeBefore - stakeAfter;
  const reward = await takeReward(customer);
  const { active } = await customer.sahara.getOperator({ operator: liar.account });
  book.gas.push({ step: "Prove that an operator signed twice, and slash it", gas: report.gasUsed });
  progress.fact(
    `${liar.name} loses ${formatAmount(slashed, 18)} SAHARA; ${customer.name} gets ${formatAmount(reward, 18)}`,
  );
  return {
    ...{ operator: liar.name, reporter: customer.name, key: key.address },
    receipts: [first, second].map(({ receipt }) => ({
      digest: digests.id("CallReceipt", receipt),
      responseHash: receipt.responseHash,
      amount: receipt.amount,
      cumulative: receipt.cumulative,
    })),
    ...{ seq: first.receipt.seq, lane: first.receipt.lane },
    ...{ stakeBefore, slashed, reward, gas: report.gasUsed, listed: active },
  };
}

/** Calls until the caller finds out, and returns the evidence that it kept. */
async function beLiedTo(
  customer: Person,
  { offerId, offer }: ServedOffer,
  signatures: Signatures,
): Promise<Fault> {
  const store = createMemoryCallStore();
  const budget = { token: offer.token, limit: PLAN.topUp, topUp: PLAN.topUp };
  const caller = await createCaller(customer.sahara.clients, { budget, store, signatures });
  await caller.call({ offerId, input: { input: "Are you honest?" } });
  try {
    await caller.call({ offerId, input: { input: "Are you still?" } });
  } catch (error) {
    if (!(error instanceof AllOperatorsFailedError)) throw error;
  }
  const fault = (await store.load()).find(
    (record): record is Fault => record.kind === "fault" && record.fault === "equivocation",
  );
  if (fault === undefined) throw new Error("The caller did not notice that it was lied to.");
  return fault;
}

async function takeReward({ sahara, account }: Person): Promise<bigint> {
  const { token } = sahara.clients.contracts;
  const before = await token.balanceOf(account);
  await sahara.withdrawReward({ to: account });
  return (await token.balanceOf(account)) - before;
}
