import { type Route, sendJson } from "@sahara/http";
import {
  decodeReceiptHeader,
  laneStateToJson,
  receiptProofToJson,
  receiptTreeOf,
  type Signatures,
  type SignedReceipt,
  signedReceiptToJson,
  structToJson,
  toHex,
} from "@sahara/sdk";

import type { LaneBook } from "../lanes/createLaneBook.ts";
import type { AccountBook } from "../chain/createAccountBook.ts";
import type { Metrics } from "../metrics/createMetrics.ts";
import type { JsonObject } from "../models/Json.ts";
import { priceOf, type ServedOffer } from "../offers/ServedOffer.ts";
import type { LaneKey, Store } from "../store/Store.ts";
import { ProblemError } from "./ProblemError.ts";

export type ReadRoutesDeps = {
  readonly offers: readonly ServedOffer[];
  readonly store: Store;
  readonly lanes: LaneBook;
  readonly accounts: AccountBook;
  readonly signatures: Signatures;
  readonly openApi: () => JsonObject;
  readonly metrics: Metrics;
  readonly health: () => { healthy: boolean } & Readonly<Record<string, unknown>>;
};

/** Where a receipt stands. */
type ReceiptPlace = LaneKey & { readonly seq: bigint };

/** A receipt is named by its first five members: account, offer, lane, epoch and seq. */
const RECEIPT_PATH =
  "/v1/receipts/(0x[0-9a-f]{64})/(0x[0-9a-f]{64})/(\\d{1,10})/(\\d{1,10})/(\\d{1,18})";

function toPlace([accountId = "", offerId = "", lane, epoch, seq = ""]: readonly string[]) {
  return { accountId, offerId, lane: Number(lane), epoch: Number(epoch), seq: BigInt(seq) };
}

/** The routes that only tell what is. */
export function readRoutes(deps: ReadRoutesDeps): Route[] {
  const { offers, store, lanes, accounts, signatures, openApi, metrics, health } = deps;

  async function receiptAt({ seq, ...key }: ReceiptPlace): Promise<SignedReceipt> {
    const stored = await store.receiptAt(key, seq);
    if (stored === undefined) throw new ProblemError("not-found", "There is no such receipt here.");
    return decodeReceiptHeader(stored.header);
  }

  async function proofOf({ seq, ...key }: ReceiptPlace) {
    const signed = await receiptAt({ seq, ...key });
    const last = (await store.lane(key))?.seq ?? seq;
    const tree = receiptTreeOf(signatures.keccak256, await store.leaves(key, last));
    const proof = tree.proof(Number(seq) - 1).map(toHex);
    return receiptProofToJson({ ...signed, proof, root: toHex(tree.root()), seq: last });
  }

  async function laneOf(key: Omit<LaneKey, "epoch">) {
    const epoch = (await accounts.view(key.accountId))?.epoch;
    if (epoch === undefined) throw new ProblemError("not-found", "There is no such account here.");
    const known = { ...key, epoch };
    if ((await store.lane(known)) === undefined) {
      throw new ProblemError("not-found", "This lane has no receipt yet.");
    }
    return await lanes.use(known, async () => {
      if (store.shared) lanes.forget(known);
      return laneStateToJson(await lanes.stateOf(await lanes.load(known)));
    });
  }

  return [
    get(/^\/v1\/models$/, (response) => {
      sendJson(response, { object: "list", data: offers.map(modelToJson) });
    }),
    get(/^\/v1\/offers$/, (response) => {
      sendJson(response, { object: "list", data: offers.map(offerToJson) });
    }),
    get(
      /^\/v1\/accounts\/(0x[0-9a-f]{64})\/offers\/(0x[0-9a-f]{64})\/lanes\/(\d{1,10})$/,
      async (response, [accountId = "", offerId = "", lane = ""]) => {
        sendJson(response, await laneOf({ accountId, offerId, lane: Number(lane) }));
      },
    ),
    get(new RegExp(`^${RECEIPT_PATH}$`), async (response, place) => {
      sendJson(response, signedReceiptToJson(await receiptAt(toPlace(place))));
    }),
    get(new RegExp(`^${RECEIPT_PATH}/proof$`), async (response, place) => {
      sendJson(response, await proofOf(toPlace(place)));
    }),
    get(/^\/openapi\.json$/, (response) => {
      sendJson(response, openApi());
    }),
    get(/^\/health$/, (response) => {
      const { healthy, ...state } = health();
      response.statusCode = healthy ? 200 : 503;
      sendJson(response, { status: healthy ? "ok" : "unhealthy", ...state });
    }),
    get(/^\/metrics$/, async (response) => {
      const body = await metrics.registry.metrics();
      response.writeHead(200, { "Content-Type": metrics.registry.contentType }).end(body);
    }),
  ];
}

type Respond = (
  response: Parameters<Route["handle"]>[1],
  groups: readonly string[],
) => Promise<void> | void;

function get(path: RegExp, respond: Respond): Route {
  const handle: Route["handle"] = (_, response, groups) => respond(response, groups);
  return { method: "GET", path, handle };
}

/** A model in the shape of OpenAI's list, with what Sahara knows beside. */
function modelToJson(served: ServedOffer) {
  const { model, offer, offerId } = served;
  return {
    id: model.id,
    object: "model",
    created: offer.validFrom,
    owned_by: offer.operator,
    sahara: {
      offerId,
      assetId: offer.assetId.toString(),
      version: offer.version,
      modelHash: offer.modelHash,
      price: priceOf(served, 1n).toString(),
      pricePerCall: served.price.perCall.toString(),
      pricePerUnit: served.price.perUnit.toString(),
      token: offer.token,
      operatorBps: offer.operatorBps,
      deterministic: model.deterministic,
      description: model.description,
      freeCallsPerDay: served.freeCallsPerDay,
    },
  };
}

function offerToJson({ offerId, offer, receiver, model }: ServedOffer) {
  return { offerId, model: model.id, receiver, offer: structToJson("Offer", offer) };
}
