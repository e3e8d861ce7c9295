import {
  type AccountTerms,
  checkReceipt,
  createReceiptTree,
  decodeProblem,
  decodeReceiptHeader,
  type Digests,
  encodeVoucherHeader,
  fromHex,
  hashBody,
  RECEIPT_HEADER,
  type Signatures,
  type SignedReceipt,
  signedVoucherToJson,
  toHex,
  type UsageOffer,
  type UsageProblem,
  type UsageVoucher,
  VOUCHER_HEADER,
} from "@sahara/sdk";

export type PayerDeps = {
  urlOf: () => string;
  digests: Digests;
  signatures: Signatures;
  account: AccountTerms;
  accountId: string;
  offer: UsageOffer;
  offerId: string;
  /** Signs the vouchers: the payer, or a key of its. */
  payer: { readonly privateKey: string };
};

export type PayerLane = ReturnType<ReturnType<typeof createPayer>["openLane"]>;

/** What one attempt came to. */
export type Attempt =
  | { kind: "answered"; body: string; signed: SignedReceipt; digest: string }
  | { kind: "refused"; problem: UsageProblem };

const VALID_SECONDS = 86_400;

/** A payer that remembers all its receipts and checks each, apart from whatever the node remembers. */
export function createPayer(deps: PayerDeps) {
  const { urlOf, digests, signatures, account, accountId, offer, offerId, payer } = deps;
  const privateKey = fromHex(payer.privateKey);
  const keys = new Set<string>();

  function sign(voucher: UsageVoucher) {
    const digest = digests.digest("UsageVoucher", voucher);
    return { account, voucher, signature: toHex(signatures.sign(digest, privateKey)) };
  }

  return {
    /** Says that receipts of this key are the operator's. */
    trust: (address: string) => void keys.add(address.toLowerCase()),

    openLane(lane: number) {
      const tree = createReceiptTree(signatures.keccak256);
      const receipts: SignedReceipt[] = [];
      let cumulative = 0n;

      const voucher = (changes: Partial<UsageVoucher> = {}): UsageVoucher => ({
        ...{ accountId, offerId, lane, epoch: 0, seq: BigInt(tree.size) },
        maxCumulative: cumulative + offer.maxPricePerCall,
        receiptsRoot: toHex(tree.root()),
        validUntil: Math.floor(Date.now() / 1_000) + VALID_SECONDS,
        ...changes,
      });

      async function attempt(
        request: string,
        changes: Partial<UsageVoucher> = {},
        model = "null",
      ): Promise<Attempt> {
        const response = await fetch(`${urlOf()}/v1/models/${model}/invoke`, {
          method: "POST",
          headers: {
            "Content-Type": "application/json",
            [VOUCHER_HEADER]: encodeVoucherHeader(sign(voucher(changes))),
          },
          body: request,
        });
        const body = await response.text();
        if (response.status !== 200) return { kind: "refused", problem: decodeProblem(body) };
        const signed = decodeReceiptHeader(response.headers.get(RECEIPT_HEADER) ?? "");
        const leaf = checkReceipt({ digests, signatures }, signed, {
          ...{ accountId, offerId, lane, epoch: 0, seq: BigInt(tree.size + 1) },
          previousCumulative: cumulative,
          maxPrice: offer.maxPricePerCall,
          requestHash: hashBody(signatures, Buffer.from(request)),
          responseHash: hashBody(signatures, Buffer.from(body)),
          modelHash: offer.modelHash,
          isOperatorKey: (address) => keys.has(address),
        });
        return { kind: "answered", body, signed, digest: toHex(leaf) };
      }

      /** Keeps a receipt, so that the next voucher acknowledges it. */
      function keep({ signed, digest }: Extract<Attempt, { kind: "answered" }>): void {
        tree.append(fromHex(digest));
        receipts.push(signed);
        cumulative = signed.receipt.cumulative;
      }

      return {
        lane,
        receipts,
        voucher,
        sign,
        attempt,
        keep,
        cumulative: () => cumulative,
        /** Calls until it is answered: after a lost answer the same request again. */
        async call(request: string): Promise<Extract<Attempt, { kind: "answered" }>> {
          const answered = await attempt(request);
          if (answered.kind === "refused") {
            throw new Error(`${answered.problem.name}: ${answered.problem.detail}`);
          }
          keep(answered);
          return answered;
        },
        /** Acknowledges all receipts without another call. */
        async close(): Promise<number> {
          const body = signedVoucherToJson(sign(voucher({ maxCumulative: cumulative })));
          const headers = { "Content-Type": "application/json" };
          const init = { method: "POST", headers, body: JSON.stringify(body) };
          return (await fetch(`${urlOf()}/v1/vouchers`, init)).status;
        },
      };
    },
  };
}
