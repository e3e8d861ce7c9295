import {
  ContractRevertError,
  createDigests,
  fromHex,
  meterDomain,
  receiptTreeOf,
  type Signatures,
  type SignedReceipt,
  toHex,
} from "@sahara/sdk";

import type { Cast } from "../cast.ts";
import type { Progress } from "../progress.ts";
import type { ReceiptsCard } from "../story.ts";
import type { Calls, Lane } from "./callModels.ts";

/** Receipts of each lane that are proved, evenly spread over it. */
const PROVED_A_LANE = 5;

/** Customers prove calls to the chain with what they kept: receipts, and one root that is on chain. */
export async function proveReceipts(
  cast: Cast,
  calls: Calls,
  signatures: Signatures,
  progress: Progress,
): Promise<ReceiptsCard> {
  progress.step("Customers prove receipts on chain");
  const { sahara } = cast.treasurer;
  const { chainId, addresses, contracts } = sahara.clients;
  const digests = createDigests(meterDomain(chainId, addresses.meter), signatures);
  const digestOf = ({ receipt }: SignedReceipt) => digests.id("CallReceipt", receipt);

  let proved = 0;
  let example: ReceiptsCard["example"] | undefined;
  for (const lane of calls.lanes) {
    const { place, root, prove } = await open(lane);
    for (let part = 1; part <= PROVED_A_LANE; part++) {
      const index = Math.floor((part * Number(place.seq)) / PROVED_A_LANE) - 1;
      const { signed, proof, facts } = await prove(index);
      proved++;
      example ??= {
        customer: lane.customer.name,
        operator: lane.served.operator.name,
        model: lane.served.model.name,
        mail: lane.mails[index]?.id ?? "",
        label: lane.labels[index] ?? "",
        digest: facts.digest,
        signature: signed.signature,
        requestHash: signed.receipt.requestHash,
        responseHash: signed.receipt.responseHash,
        modelHash: signed.receipt.modelHash,
        seq: signed.receipt.seq,
        of: place.seq,
        amount: signed.receipt.amount,
        cumulative: signed.receipt.cumulative,
        root,
        siblings: proof,
        settled: facts.settled,
      };
    }
  }
  const [lane] = calls.lanes;
  if (lane === undefined || example === undefined) throw new Error("Nobody called.");
  const { gas, refused } = await tamper(lane);
  progress.fact(`${proved} receipts proved, ${refused.length} that were tampered with refused`);
  return { proved, gas, refused, example };

  /** Builds the tree that the chain has the root of, from the customer's own receipts. */
  async function open({ receipts }: Lane) {
    const [first] = receipts;
    if (first === undefined) throw new Error("A lane has a receipt at least.");
    const place = await sahara.getLane(first.receipt);
    const leaves = receipts.slice(0, Number(place.seq)).map((signed) => fromHex(digestOf(signed)));
    const tree = receiptTreeOf(signatures.keccak256, leaves);
    const root = toHex(tree.root());
    const proofOf = (index: number) => tree.proof(index).map(toHex);

    async function prove(index: number) {
      const signed = receipts[index];
      if (signed === undefined) throw new Error(`The lane has no receipt ${index}.`);
      const proof = proofOf(index);
      const facts = await sahara.proveCall({ ...signed, proof });
      return { signed, proof, facts };
    }
    return { place, root, proofOf, prove };
  }

  /** What the chain says to receipts that are not quite what was signed. */
  async function tamper(tampered: Lane) {
    const { served, receipts } = tampered;
    const { proofOf } = await open(tampered);
    const [signed, next] = receipts;
    if (signed === undefined || next === undefined) throw new Error("A lane has two receipts.");
    const { offer } = served;
    const { receiptProofs } = contracts;
    const gas = await receiptProofs.proveSigned.estimateGas(signed, offer, proofOf(0));
    const dearer = { ...signed.receipt, amount: signed.receipt.amount + 1n };
    const attempts = [
      {
        what: "one base unit more than was signed for",
        claim: { ...signed, receipt: dearer, proof: proofOf(0) },
      },
      {
        what: "a signed receipt in another's place",
        claim: { ...next, proof: proofOf(0) },
      },
    ];
    const refused: ReceiptsCard["refused"] = [];
    for (const { what, claim } of attempts) refused.push({ what, error: await errorOf(claim) });
    return { gas, refused };
  }

  async function errorOf(claim: Parameters<typeof sahara.proveCall>[0]): Promise<string> {
    try {
      await sahara.proveCall(claim);
    } catch (error) {
      if (error instanceof ContractRevertError) return error.errorName;
      throw error;
    }
    throw new Error("The chain took a receipt that was tampered with.");
  }
}
