import { toUtf8Bytes, ZeroHash } from "ethers";

import {
  AllOperatorsFailedError,
  CallRefusedError,
  NoOperatorError,
  OperatorError,
  OperatorUnreachableError,
} from "../../errors/callErrors.ts";
import { MalformedMessageError } from "../../errors/usageErrors.ts";
import type { Digests } from "../digests.ts";
import { signedVoucherToJson } from "../headers.ts";
import { MAX_DOCUMENT_LENGTH } from "../laneState.ts";
import type { ProblemName } from "../problems.ts";
import { ethersSignatures, type Signatures } from "../signatures.ts";
import type { AccountTerms, UsageVoucher } from "../structs.ts";
import { malformed, parseJson, parseObject } from "../wireJson.ts";
import type { CallerChain } from "./CallerChain.ts";
import { type CallStore, createMemoryCallStore } from "./CallStore.ts";
import { type Budget, createFunds } from "./createFunds.ts";
import { type CallResult, createLaneCalls, LaneLost } from "./createLaneCalls.ts";
import { createLanePool } from "./createLanePool.ts";
import { createReputation } from "./createReputation.ts";
import { type Exchange, readText, sendVoucher } from "./httpCall.ts";
import { createMutex } from "./createMutex.ts";
import { type CallerLane, openLaneBook } from "./openLaneBook.ts";
import { type OfferChoice, rankOffers } from "./rankOffers.ts";
import { type StoredReport, verifyStored } from "./verifyStored.ts";

export type CallerDeps = {
  chain: CallerChain;
  digests: Digests;
  /** Whose money it is. */
  payer: string;
  /** Signs a voucher, as the payer or by a session key of it. */
  signVoucher: (voucher: UsageVoucher) => Promise<string>;
};

export type CallerOptions = {
  budget: Budget;
  /** Where proofs are kept. Defaults to memory; in Node.js `openFileCallStore` keeps them on disk. */
  store?: CallStore | undefined;
  /** Defaults to ethers'; `@sahara/signatures` is faster. */
  signatures?: Signatures | undefined;
  /** Calls in flight at once for each offer. Defaults to 4. */
  lanes?: number | undefined;
  /** Defaults to the global one. */
  fetch?: typeof fetch | undefined;
  /** Seconds that a withdrawal from an account takes; operators insist on some. Defaults to a day. */
  withdrawDelay?: number | undefined;
  /** Tells accounts of one payer and operator apart. Defaults to zero. */
  salt?: string | undefined;
  /** Seconds that a voucher holds beyond the withdrawal delay. Defaults to 7 days. */
  voucherLifetime?: number | undefined;
  /** Time for one request. Defaults to a minute. */
  timeoutMs?: number | undefined;
  /** How often a request is sent again whose answer got lost. Defaults to 2. */
  resends?: number | undefined;
  /** Defaults to 16 MiB. */
  maxResponseBytes?: number | undefined;
  /** Whether to call a node there. Defaults to any http or https URL; endpoints are what operators say they are. */
  allowEndpoint?: ((url: URL) => boolean) | undefined;
};

export type CallParameters = ({ assetId: bigint } | { offerId: string }) & {
  /** The request, which becomes the JSON body. */
  input: Readonly<Record<string, unknown>>;
  /** Most that this call may cost. Defaults to each offer's cap. */
  maxPrice?: bigint | undefined;
  /** A route such as `/v1/classify`. Defaults to the model's own. */
  route?: string | undefined;
};

export type Caller = Awaited<ReturnType<typeof createCallerOn>>;

const DAY_S = 86_400;
const MODEL_ID_PATTERN = /^[a-z0-9._-]{1,64}$/;
/** What a refusal says of the request; no other operator would take it either. */
const FINAL: ReadonlySet<ProblemName> = new Set(["bad-request", "too-large"]);

/**
 * Calls models and pays for them by vouchers: finds operators, keeps accounts funded within a budget, checks every
 * receipt before the answer counts, and keeps the proofs. It believes the chain and its own store; of a node it
 * believes what the operator signed.
 */
export async function createCallerOn(deps: CallerDeps, options: CallerOptions) {
  const { chain, digests, payer, signVoucher } = deps;
  const { budget, store = createMemoryCallStore(), signatures = ethersSignatures } = options;
  const { withdrawDelay = DAY_S, salt = ZeroHash, allowEndpoint = isHttp } = options;
  const exchange: Exchange = {
    fetch: options.fetch ?? globalThis.fetch,
    timeoutMs: options.timeoutMs ?? 60_000,
    maxResponseBytes: options.maxResponseBytes ?? 16 * 1024 * 1024,
  };
  const book = await openLaneBook({ store, digests, signatures });
  const funds = createFunds({ chain, book, budget });
  const reputation = createReputation(await store.load(), book.all());
  const calls = createLaneCalls({
    ...{ chain, digests, signatures, signVoucher, book, funds, reputation, exchange },
    voucherLifetime: options.voucherLifetime ?? 7 * DAY_S,
    resends: options.resends ?? 2,
  });
  const pool = createLanePool(options.lanes ?? 4);
  const exclusive = createMutex();
  const busy = new Set<CallerLane>();
  const models = new Map<string, string>();

  /* CHOOSING */

  async function choose(parameters: CallParameters): Promise<OfferChoice[]> {
    const found =
      "assetId" in parameters
        ? await chain.findOffers(parameters.assetId)
        : [await chain.findOffer(parameters.offerId)].filter((choice) => choice !== undefined);
    const usable = found.filter(
      ({ offer, offerId, endpoint }) =>
        offer.token.toLowerCase() === budget.token.toLowerCase() &&
        digests.id("Offer", offer) === offerId &&
        isAllowed(endpoint),
    );
    if (usable.length === 0) {
      const what =
        "assetId" in parameters ? `asset ${parameters.assetId}` : `offer ${parameters.offerId}`;
      throw new NoOperatorError(what);
    }
    return rankOffers(usable, reputation.of);
  }

  function isAllowed(endpoint: string): boolean {
    return URL.canParse(endpoint) && allowEndpoint(new URL(endpoint));
  }

  /* CALLING */

  async function call(parameters: CallParameters): Promise<CallResult> {
    const failures: OperatorError[] = [];
    for (const choice of await choose(parameters)) {
      try {
        return await callOffer(choice, parameters);
      } catch (error) {
        if (!(error instanceof OperatorError)) throw error;
        if (error instanceof CallRefusedError && FINAL.has(error.problem.name)) throw error;
        reputation.failed(error);
        failures.push(error);
      }
    }
    throw new AllOperatorsFailedError(failures);
  }

  async function callOffer(choice: OfferChoice, parameters: CallParameters): Promise<CallResult> {
    const { offer, offerId } = choice;
    const model = await modelOf(choice);
    const { route = `/v1/models/${model}/invoke`, input } = parameters;
    const request = {
      url: urlOf(choice, route),
      body: toUtf8Bytes(JSON.stringify({ model, ...input })),
      maxPrice: min(parameters.maxPrice ?? offer.maxPricePerCall, offer.maxPricePerCall),
    };
    return await pool.use(offerId, async () => {
      try {
        return await withLane(choice, (lane) => calls.call(choice, lane, request));
      } catch (error) {
        if (!(error instanceof LaneLost)) throw error;
        // A new lane owes nothing to what the node says of the old one.
        return await withLane(choice, (lane) => calls.call(choice, lane, request));
      }
    });
  }

  async function withLane<T>(choice: OfferChoice, task: (lane: CallerLane) => Promise<T>) {
    const lane = await exclusive(choice.offerId, () => takeLane(choice));
    try {
      return await task(lane);
    } finally {
      busy.delete(lane);
    }
  }

  async function takeLane({ offer, offerId }: OfferChoice): Promise<CallerLane> {
    const { operator, token } = offer;
    const account: AccountTerms = { payer, operator, token, withdrawDelay, salt };
    const accountId = digests.id("AccountTerms", account);
    const { epoch } = await chain.account(accountId);
    const lane =
      book.findIdle({ accountId, offerId, epoch }, busy) ??
      (await book.open({ accountId, offerId, epoch }, account, offer));
    busy.add(lane);
    return lane;
  }

  /* CLOSING */

  async function close(): Promise<void> {
    const open = book.all().filter((lane) => !lane.retired && lane.tree.size > 0);
    await Promise.all(open.map(closeLane));
  }

  /** Acknowledges the lane's last receipts; an operator that can't be reached has its earlier voucher. */
  async function closeLane(lane: CallerLane): Promise<void> {
    const choice = await chain.findOffer(lane.place.offerId);
    if (choice === undefined || !isAllowed(choice.endpoint)) return;
    const body = toUtf8Bytes(JSON.stringify(signedVoucherToJson(await calls.sign(lane))));
    try {
      const { operator } = lane.offer;
      await sendVoucher(exchange, { operator, url: urlOf(choice, "/v1/vouchers"), body });
    } catch (error) {
      if (!(error instanceof OperatorUnreachableError)) throw error;
      reputation.failed(error);
    }
  }

  /** The name under which a node serves an offer. */
  async function modelOf(choice: OfferChoice): Promise<string> {
    const known = models.get(choice.offerId);
    if (known !== undefined) return known;
    const { operator } = choice.offer;
    const text = await readText(exchange, { operator, url: urlOf(choice, "/v1/models") });
    try {
      const model = findModel(text, choice.offerId);
      models.set(choice.offerId, model);
      return model;
    } catch (cause) {
      if (!(cause instanceof MalformedMessageError)) throw cause;
      throw new OperatorUnreachableError(operator, "it does not list the offer", { cause });
    }
  }

  return {
    /**
     * Calls a model.
     *
     * @throws {NoOperatorError} When nobody offers it.
     * @throws {AllOperatorsFailedError} When nobody answered as offered.
     * @throws {CallRefusedError} When the request itself is wrong.
     * @throws {BudgetExceededError} Before anything is sent that the budget does not cover.
     */
    call,
    /** Sends each operator a voucher that acknowledges all its receipts. Worth it before a long pause. */
    close,
    /** Checks all that is stored again: signatures, sums, and what the chain took. */
    verifyStored: (): Promise<StoredReport> => verifyStored({ store, chain, digests, signatures }),
    /** What is known of an operator from calls. */
    recordOf: reputation.of,
  };
}

function findModel(text: string, offerId: string): string {
  const place = { what: "list of models", at: "" };
  const { data } = parseObject(parseJson(text, MAX_DOCUMENT_LENGTH, place), place);
  const list: unknown[] = Array.isArray(data) ? data : [];
  for (const item of list) {
    const { id, sahara } = parseObject(item, place);
    const served = parseObject(sahara, place).offerId;
    if (served === offerId && typeof id === "string" && MODEL_ID_PATTERN.test(id)) return id;
  }
  throw malformed(place, `it does not name ${offerId}`);
}

function urlOf({ endpoint }: OfferChoice, route: string): string {
  return `${endpoint.replace(/\/+$/, "")}${route}`;
}

function isHttp({ protocol }: URL): boolean {
  return protocol === "https:" || protocol === "http:";
}

function min(a: bigint, b: bigint): bigint {
  return a < b ? a : b;
}
