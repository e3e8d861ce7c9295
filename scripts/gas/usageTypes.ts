/** The EIP-712 types of the meter that the scenarios sign, as a wallet gets them. */
export const USAGE_VOUCHER_TYPES = {
  UsageVoucher: [
    { name: "accountId", type: "bytes32" },
    { name: "offerId", type: "bytes32" },
    { name: "lane", type: "uint32" },
    { name: "epoch", type: "uint32" },
    { name: "seq", type: "uint64" },
    { name: "maxCumulative", type: "uint128" },
    { name: "receiptsRoot", type: "bytes32" },
    { name: "validUntil", type: "uint40" },
  ],
};

export const OFFER_TYPES = {
  Offer: [
    { name: "assetId", type: "uint256" },
    { name: "version", type: "uint32" },
    { name: "operator", type: "address" },
    { name: "token", type: "address" },
    { name: "operatorBps", type: "uint16" },
    { name: "maxPricePerCall", type: "uint128" },
    { name: "creditLimit", type: "uint128" },
    { name: "validFrom", type: "uint40" },
    { name: "validUntil", type: "uint40" },
    { name: "modelHash", type: "bytes32" },
    { name: "termsHash", type: "bytes32" },
    { name: "attestationPolicy", type: "bytes32" },
  ],
};

export const CALL_RECEIPT_TYPES = {
  CallReceipt: [
    { name: "accountId", type: "bytes32" },
    { name: "offerId", type: "bytes32" },
    { name: "lane", type: "uint32" },
    { name: "epoch", type: "uint32" },
    { name: "seq", type: "uint64" },
    { name: "requestHash", type: "bytes32" },
    { name: "responseHash", type: "bytes32" },
    { name: "units", type: "uint64" },
    { name: "amount", type: "uint128" },
    { name: "cumulative", type: "uint128" },
    { name: "startedAt", type: "uint40" },
    { name: "finishedAt", type: "uint40" },
    { name: "modelHash", type: "bytes32" },
  ],
};

export const OPERATOR_KEY_TYPES = {
  OperatorKey: [
    { name: "operator", type: "address" },
    { name: "key", type: "address" },
  ],
};
