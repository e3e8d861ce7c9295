import type { GasReport } from "./GasReport.ts";

type GasOf = GasReport["gas"];

/** A scenario, or how a figure follows from several. */
export type Measured = string | { label: string; gas: (gas: GasOf) => number | undefined };

export type PeerRow = {
  operation: string;
  /** `undefined` where we have nothing like it. */
  ours: Measured | undefined;
  /**
   * One figure a peer, in the order of the section's peers: known, or measured beside ours; `undefined` where there is
   * none.
   */
  theirs: readonly (number | Measured | undefined)[];
  note?: string;
};

export type PeerSection = { title: string; peers: readonly string[]; rows: readonly PeerRow[] };

/** Several transactions, one after the other. */
const sum = (...scenarios: string[]): Measured => ({
  label: scenarios.map((scenario) => `\`${scenario}\``).join(" + "),
  gas: (gas) =>
    scenarios.reduce<number | undefined>((all, scenario) => {
      const used = gas[scenario];
      return all === undefined || used === undefined ? undefined : all + used;
    }, 0),
});

/** Twelve months' renewals. */
const aYear = (renewal: number | undefined, before: number | undefined) =>
  renewal === undefined || before === undefined ? undefined : 12 * renewal + before;

const difference = (gas: GasOf, a: string, b: string) => {
  const [left, right] = [gas[a], gas[b]];
  return left === undefined || right === undefined ? undefined : left - right;
};

/**
 * What peers take for the same work, in whole transactions. Names are scenarios that run the peers' own contracts beside
 * ours, from npm packages that ship them built; numbers were measured so in November 2026, on a local EVM.
 */
export const PEER_SECTIONS: readonly PeerSection[] = [
  {
    title: "Asset economy",
    peers: ["Story, its chain's precompile", "Story v1.1.0, plain EVM"],
    rows: [
      {
        operation: "register an asset and attach terms",
        ours: "registerRoot",
        theirs: [608_076, 480_114],
        note: "Ours includes minting the NFT; theirs does not (57k more).",
      },
      {
        operation: "register a derivative of 1 parent",
        ours: "registerDerivative1Parent",
        theirs: [1_179_194, 929_870],
      },
      {
        operation: "each further parent",
        ours: "registerDerivativeExtraParent",
        theirs: [270_000, undefined],
        note: "Story v1.1.0 allows 2 parents.",
      },
      {
        operation: "register a derivative below 16 ancestors",
        ours: "registerDerivativeDepth16",
        theirs: [1_198_753, 1_325_041],
        note: "Story v1.1.0 allows 14 ancestors.",
      },
      {
        operation: "buy the first licence of an asset",
        ours: "licensePurchaseErc20First",
        theirs: [969_411, 785_602],
      },
      {
        operation: "buy a later licence",
        ours: "licensePurchaseErc20",
        theirs: [625_691, 478_435],
      },
      {
        operation: "pay an asset that has ancestors",
        ours: "payErc20SteadyDepth16",
        theirs: [164_523, 112_831],
      },
      { operation: "claim one's own share", ours: "claimSteady", theirs: [97_212, undefined] },
      {
        operation: "claim one's share of a payment 8 hops below",
        ours: "claimThrough8Hops",
        theirs: [97_212, undefined],
        note: "Story's claim costs the same at any depth. Ours settles the hops between on its way, unless somebody did.",
      },
      {
        operation: "all 16 ancestors settle and claim one payment",
        ours: "settleAndClaim16Ancestors",
        theirs: [5_376_791, 4_183_935],
        note: "Story v1.1.0: 14 ancestors.",
      },
    ],
  },
  {
    title: "Splits",
    peers: ["0xSplits v2 (pull)", "Drips"],
    rows: [
      {
        operation: "pay, by a call",
        ours: "payErc20Steady",
        theirs: [34_383, 93_644],
        note: "0xSplits is paid by a bare transfer; a call keeps a reference and credits the asset at once.",
      },
      {
        operation: "pay, by a plain transfer",
        ours: "payInboxTransferSteady",
        theirs: [34_383, 93_644],
      },
      {
        operation: "have plain transfers credited (any number at once)",
        ours: "sweepInboxSteady",
        theirs: [84_895, 70_604],
        note: "Theirs: distributing to 2 recipients.",
      },
      {
        operation: "one recipient of 100 gets paid",
        ours: "claimSteady",
        theirs: [1_060_000, 1_000_000],
      },
      {
        operation: "all of 100 recipients get paid",
        ours: {
          label: "100 × `claimSteady`",
          gas: ({ claimSteady: claim }) => (claim === undefined ? undefined : 100 * claim),
        },
        theirs: [1_008_049, 939_050],
        note: "One distribution by somebody is cheaper than a hundred claims, if all hundred claim after each payment.",
      },
      {
        operation: "name 100 recipients",
        ours: {
          label: "`registerContributorRoot100k` − `registerRootKnownOwner`",
          gas: (gas) => difference(gas, "registerContributorRoot100k", "registerRootKnownOwner"),
        },
        theirs: [422_597, 390_327],
        note: "Ours names 100,000, as one Merkle root; each turns its leaf into units once (`materialise100k`).",
      },
      {
        operation: "a payment reaches the top 1 hop above",
        ours: "claimThrough1Hops",
        theirs: [193_000, 178_000],
      },
      {
        operation: "a payment reaches the top 8 hops above",
        ours: "claimThrough8Hops",
        theirs: [671_000, 522_000],
      },
    ],
  },
  {
    title: "Licences",
    peers: ["Unlock v14 with PublicLock v15"],
    rows: [
      {
        operation: "open the sale of one more kind of licence",
        ours: "offerTerms",
        theirs: ["unlockCreateLock"],
        note: "Each kind of key is a contract of its own there; here it is an offer of terms that may be shared.",
      },
      {
        operation: "buy the first licence of all, in an ERC-20",
        ours: "licensePurchaseErc20First",
        theirs: ["unlockPurchaseFirst"],
      },
      {
        operation: "buy a licence in an ERC-20, holding none",
        ours: "licensePurchaseErc20NewHolder",
        theirs: ["unlockPurchaseNewHolder"],
        note: "The price is credited to the asset and, lazily, to its ancestors; theirs goes to the lock.",
      },
      {
        operation: "buy a licence in an ERC-20, holding one",
        ours: "licensePurchaseErc20",
        theirs: ["unlockPurchase"],
      },
      {
        operation: "the same with a fee of the protocol",
        ours: "licensePurchaseErc20WithFee",
        theirs: ["unlockPurchaseWithFee"],
      },
      { operation: "renew in an ERC-20", ours: "licenseRenewErc20", theirs: ["unlockExtend"] },
      {
        operation: "renewal by a keeper, for a holder who allowed it",
        ours: "renewByKeeper",
        theirs: ["unlockRenewByKeeper"],
        note: "Ours keeps to the holder's limits of price, time and number, and pays the keeper a tip.",
      },
      {
        operation: "a year of such renewals, and what comes before",
        ours: {
          label: "`subscribe` + 12 × `renewByKeeper`",
          gas: (gas) => aYear(gas.renewByKeeper, gas.subscribe),
        },
        theirs: [
          { label: "12 × `unlockRenewByKeeper`", gas: (gas) => aYear(gas.unlockRenewByKeeper, 0) },
        ],
        note: "There an allowance of the token is consent enough to any number of renewals.",
      },
      {
        operation: "transfer a licence",
        ours: "licenseTransfer",
        theirs: ["unlockTransfer"],
      },
      {
        operation: "end a licence as its holder",
        ours: "licenseCancel",
        theirs: ["unlockCancelAndRefund"],
        note: "Unlock pays back what time is left, less a penalty, from the lock. Here the price was the ancestry's at once; a buyer is refunded by a dispute (`enterRefund`, `refundBuyer`).",
      },
    ],
  },
  {
    title: "Sales",
    peers: ["Seaport 1.6, basic order", "Seaport 1.6, `fulfillOrder`", "minimal market"],
    rows: [
      {
        operation: "sell an asset in an ERC-20, with fee and royalty",
        ours: "saleErc20",
        theirs: ["seaportSaleErc20", "seaportOrderErc20", undefined],
        note: "Seaport pays two addresses beside the seller. Ours credits the asset, and so its whole ancestry, and refuses what is in dispute.",
      },
      {
        operation: "the same, until the ancestry has the royalty",
        ours: "saleErc20",
        theirs: [
          sum("seaportSaleErc20", "sweepInboxSteady"),
          sum("seaportOrderErc20", "sweepInboxSteady"),
          undefined,
        ],
        note: "A sale elsewhere pays the royalty to the asset's inbox; anyone sweeps it into the ledger, any number of sales at once.",
      },
      {
        operation: "sell an asset in the native coin, with fee and royalty",
        ours: undefined,
        theirs: ["seaportSaleNative", "seaportOrderNative", undefined],
        note: "Our markets take ERC-20s alone. Our assets can be sold so on Seaport.",
      },
      {
        operation: "list on chain",
        ours: "listOnChain",
        theirs: ["seaportValidate", "seaportValidate", 50_013],
      },
      {
        operation: "list on chain, and buy",
        ours: sum("listOnChain", "buyOnChain"),
        theirs: [sum("seaportValidate", "seaportSaleValidated"), undefined, 115_742],
        note: "With fee and royalty; the minimal market pays the seller alone, in the chain's coin.",
      },
      {
        operation: "list on chain, and buy, without fee and royalty",
        ours: sum("listOnChain", "buyOnChainWithoutRates"),
        theirs: [undefined, undefined, 115_742],
        note: "In an ERC-20; the minimal market in the chain's coin.",
      },
      {
        operation: "sell three assets at once",
        ours: "bundleSale3",
        theirs: [undefined, "seaportBundle3", undefined],
        note: "Ours divides the royalty among the three; theirs goes to one inbox.",
      },
      {
        operation: "accept an offer for an asset",
        ours: "acceptOffer",
        theirs: ["seaportAcceptOffer", undefined, undefined],
      },
      {
        operation: "accept an offer for any asset",
        ours: "acceptCollectionOffer",
        theirs: [undefined, "seaportAcceptAny", undefined],
        note: "By `fulfillAdvancedOrder` there.",
      },
      {
        operation: "cancel one order",
        ours: "cancelOrder",
        theirs: ["seaportCancel", "seaportCancel", undefined],
        note: "One bit of a word that holds 256 numbers, in use already.",
      },
      {
        operation: "cancel all orders",
        ours: "cancelAll",
        theirs: ["seaportCancelAll", "seaportCancelAll", undefined],
      },
    ],
  },
  {
    title: "Usage settlement, a call",
    peers: ["x402 exact", "x402 batch settlement"],
    rows: [
      {
        operation: "one call of 1,000 behind each of 25 vouchers",
        ours: "gasPerCallAt1000",
        theirs: [64_351, 22],
        note: "Ours splits between operator, asset and protocol, locks the operator's stake and keeps the root of all receipts; theirs pays one address.",
      },
    ],
  },
  {
    title: "Governance",
    peers: ["OpenZeppelin's plain governor"],
    rows: [
      { operation: "propose one call", ours: "propose", theirs: ["plainPropose"] },
      {
        operation: "vote",
        ours: "castVote",
        theirs: ["plainCastVote"],
        note: "Ours also asks whether quorum or super-quorum was reached, by the supply that counts.",
      },
      { operation: "queue", ours: "queue", theirs: ["plainQueue"] },
      { operation: "execute", ours: "execute", theirs: ["plainExecute"] },
    ],
  },
];
