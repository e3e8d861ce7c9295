import {
  type CallRecord,
  type CallStore,
  createCaller,
  createMemoryCallStore,
  type SignedReceipt,
  type Signatures,
} from "@sahara/sdk";
import type { Mail } from "@sahara/models";

import type { Cast, Person } from "../cast.ts";
import { heldOutMails } from "../heldOutMails.ts";
import type { Operator, ServedOffer } from "../operators/Operator.ts";
import { PLAN } from "../plan.ts";
import type { Progress } from "../progress.ts";
import type { PreparedData } from "./prepareData.ts";

/** The calls of one customer to one offer, in order: what the customer keeps of them. */
export type Lane = {
  customer: Person;
  served: ServedOffer;
  mails: Mail[];
  labels: string[];
  receipts: SignedReceipt[];
};

/** All calls, as the customers saw them. */
export type Calls = {
  lanes: Lane[];
  correct: number;
  seconds: number;
  /** Seconds after the first request at which each call was answered. */
  endings: number[];
  /** Milliseconds from request to signed answer, in rising order. */
  latencies: number[];
};

/** How long what the chain says of operators is believed while calls go on. */
const RECENT_MS = 10_000;

/** Each customer has mail sorted by every operator's every model, over HTTP, paid call by call with vouchers. */
export async function callModels(
  cast: Cast,
  data: PreparedData,
  operators: Operator[],
  signatures: Signatures,
  progress: Progress,
): Promise<Calls> {
  const offers = operators.flatMap((operator) => operator.offers);
  const total = cast.customers.length * offers.length * PLAN.callsPerLane;
  progress.step(`Customers make ${total.toLocaleString("en")} calls, each paid and signed for`);
  const mails = heldOutMails(data);
  const endings: number[] = [];
  const stores: CallStore[] = [];
  const start = performance.now();
  const answered = () => {
    endings.push((performance.now() - start) / 1_000);
    progress.part(endings.length, total);
  };

  const lanes = await Promise.all(
    cast.customers.map(async (customer, index) => {
      const store = createMemoryCallStore();
      stores.push(store);
      const { clients } = customer.sahara;
      const budget = { token: clients.addresses.token, limit: PLAN.allowance, topUp: PLAN.topUp };
      const caller = await createCaller(clients, {
        ...{ budget, store, signatures, lanes: 1, recentMs: RECENT_MS },
      });
      const made = await Promise.all(
        offers.map(async (served, position) => {
          const first = (index * offers.length + position) * PLAN.callsPerLane;
          const mine = pick(mails, first, PLAN.callsPerLane);
          const lane: Lane = { customer, served, mails: mine, labels: [], receipts: [] };
          for (const mail of mine) {
            const input = { input: Buffer.from(mail.bytes).toString("base64"), encoding: "base64" };
            const { body, receipt, signature } = await caller.call({
              ...{ offerId: served.offerId, input },
            });
            lane.labels.push(labelIn(body));
            lane.receipts.push({ receipt, signature });
            answered();
          }
          return lane;
        }),
      );
      // The last voucher acknowledges the last receipts.
      await caller.close();
      return made;
    }),
  );
  const seconds = endings.at(-1) ?? 0;

  const all = lanes.flat();
  const records = (await Promise.all(stores.map((store) => store.load()))).flat();
  const correct = all.flatMap(({ mails: asked, labels }) =>
    labels.filter((label, index) => label === asked[index]?.label),
  ).length;
  progress.fact(
    `${(endings.length / seconds).toFixed(0)} calls a second, ${((100 * correct) / total).toFixed(2)} % right`,
  );
  return { lanes: all, correct, seconds, endings, latencies: latenciesIn(records) };
}

/** So many mails from a place on, around the end if need be. */
function pick(mails: readonly Mail[], first: number, count: number): Mail[] {
  return Array.from({ length: count }, (_, index) => mails[(first + index) % mails.length]).filter(
    (mail) => mail !== undefined,
  );
}

function labelIn(body: Uint8Array): string {
  const { results } = JSON.parse(Buffer.from(body).toString()) as { results: { label: string }[] };
  return results[0]?.label ?? "";
}

function latenciesIn(records: readonly CallRecord[]): number[] {
  return records
    .flatMap((record) => (record.kind === "receipt" ? [record.latencyMs] : []))
    .sort((a, b) => a - b);
}
