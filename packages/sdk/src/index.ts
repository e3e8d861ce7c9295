export {
  type Addresses,
  CONTRACT_NAMES,
  type ContractName,
  type Deployment,
  type DeploymentInput,
  parseDeployment,
} from "./addresses.ts";
export type { ApprovalMode } from "./chain/allowance.ts";
export { getLogs, type LogProgress } from "./chain/getLogs.ts";
export type { PreparedTransaction, TransactionSummary } from "./chain/prepare.ts";
export type { Written } from "./chain/send.ts";
export type { Clients, Contracts } from "./clients.ts";
export { createSahara, type Sahara, type SaharaOptions } from "./createSahara.ts";
export type * from "./contracts.ts";

export type { Asset } from "./assets/getAsset.ts";
export type { Version } from "./assets/getVersion.ts";
export type { Parent, Registration, RegistrationParameters } from "./assets/registration.ts";
export { REGISTRATION_TYPES, type SignedRegistration } from "./assets/signRegistration.ts";
export {
  type Auction,
  AUCTION_STATES,
  type AuctionState,
  type DutchAuction,
  type EnglishAuction,
} from "./auctions/auction.ts";
export type { AuctionBid } from "./auctions/findBids.ts";
export type { Basket, BasketDeposit, BasketLine, BasketParameters } from "./checkout/basket.ts";
export type { CheckoutParameters } from "./checkout/checkout.ts";
export type { CheckoutResult } from "./checkout/sendCheckout.ts";
export type { SignedCheckout } from "./checkout/signCheckout.ts";
export type { Subscription } from "./subscriptions/getSubscription.ts";
export {
  SUBSCRIPTION_STATUSES,
  type SubscriptionParameters,
  type SubscriptionStatus,
} from "./subscriptions/plan.ts";
export { SIGNED_PLAN_TYPES, type SignedSubscription } from "./subscriptions/signSubscription.ts";
export type { ProvenanceLink, Relative } from "./provenance/traverse.ts";
export type { License } from "./licenses/getLicense.ts";
export type { Offer } from "./licenses/getOffer.ts";
export {
  LICENSE_APPROVAL_TYPES,
  type SignedLicenseApproval,
} from "./licenses/signLicenseApproval.ts";
export { type LicenseTerms, type LicenseTermsInput, termsId } from "./licenses/terms.ts";
export type { ClaimResult } from "./revenue/claimed.ts";
export type { ExecuteClaimsResult } from "./revenue/executeClaims.ts";
export type { Account } from "./revenue/getAccount.ts";
export type { Stream } from "./revenue/getStream.ts";
export type { PayParameters, PayResult } from "./revenue/payment.ts";
export type { ClaimPlan, PlanClaimsParameters, TokenPrice } from "./revenue/planClaims.ts";
export {
  RECEIVE_WITH_AUTHORIZATION_TYPES,
  type SignedPaymentAuthorization,
} from "./revenue/signPaymentAuthorization.ts";
export type { Mismatch } from "./solvency/compareWithChain.ts";
export type { LedgerModel, ReplayedAccount, ReplayedStream } from "./solvency/ledgerModel.ts";
export type { LedgerReplay } from "./solvency/replayLedger.ts";
export type { CurrencyBalance, SolvencyReport } from "./solvency/verifySolvency.ts";
export {
  type CallRecord,
  type CallStore,
  createMemoryCallStore,
  type LanePlace,
} from "./usage/caller/CallStore.ts";
export { createCaller, type CreateCallerOptions } from "./usage/caller/createCaller.ts";
export { createCallerChain } from "./usage/caller/createCallerChain.ts";
export { verifyCalls, type VerifyCallsParameters } from "./usage/caller/verifyCalls.ts";
export type { CallerChain } from "./usage/caller/CallerChain.ts";
export type { Budget } from "./usage/caller/createFunds.ts";
export {
  type Caller,
  type CallerDeps,
  type CallerOptions,
  type CallParameters,
  createCallerOn,
} from "./usage/caller/createCallerOn.ts";
export { createMutex } from "./usage/caller/createMutex.ts";
export {
  type AttributionReport,
  REPORT_STATUSES,
  type ReportStatus,
} from "./data/attributionReport.ts";
export type { AllowedProgram } from "./data/findPrograms.ts";
export type { Release } from "./data/findReleases.ts";
export type { PostedReport } from "./data/getAttributionReport.ts";
export type { EncryptionKey } from "./data/getEncryptionKey.ts";
export type { KeyGrant } from "./data/getGrant.ts";
export type { PrivacyBudget } from "./data/getPrivacyBudget.ts";
export type { ProgramLimits } from "./data/getProgram.ts";
export type { Releasability } from "./data/isReleasable.ts";
export {
  type Custodian,
  RELEASE_REFUSALS,
  type ReleasePolicy,
  type ReleaseRefusal,
} from "./data/releasePolicy.ts";
export { assetSetProof, assetSetRoot } from "./market/assetSet.ts";
export {
  LISTING_NOTICE_TYPES,
  type ListingNotice,
  listingNoticeDigest,
  ORDER_WITHDRAWAL_TYPES,
  orderBookDomain,
  type OrderWithdrawal,
  withdrawalDigest,
} from "./market/bookMessages.ts";
export {
  type BookEntry,
  type BookPage,
  type BookQuery,
  createOrderBookClient,
  type OrderBookClient,
  type OrderBookClientOptions,
} from "./market/createOrderBookClient.ts";
export type { OnChainListing } from "./market/findListings.ts";
export {
  ORDER_OBSTACLES,
  ORDER_STATES,
  type OrderObstacle,
  type OrderState,
  type OrderStatus,
} from "./market/getOrderState.ts";
export type { OrderParameters } from "./market/makeOrder.ts";
export {
  type Consent,
  consentDigest,
  FIRST_PLACE,
  isForList,
  NO_CONSENT,
  NO_UPSTREAM,
  type Order,
  ORDER_KINDS,
  ORDER_TYPES,
  type OrderDomain,
  orderDomain,
  orderHash,
  type OrderItem,
  type OrderKind,
  type SignedOrder,
  toOrderStruct,
  type Upstream,
} from "./market/order.ts";
export {
  deserializeSignedOrder,
  MAX_ORDER_LENGTH,
  parseOrder,
  parseSignedOrder,
  serializeSignedOrder,
  signedOrderToJson,
} from "./market/orderJson.ts";
export type { SaleQuote } from "./market/quoteSale.ts";
export type { SignedPurchase } from "./market/signPurchase.ts";
export { buildOrderTree, MAX_TREE_LEVELS, type OrderTree } from "./market/orderTree.ts";
export {
  type AssetClaim,
  CLAIM_KINDS,
  CLAIM_STAGES,
  CLAIM_VERDICTS,
  type ClaimKind,
  type ClaimStage,
  type ClaimVerdict,
} from "./disputes/claim.ts";
export { CALL_CLAIM_STAGES, type CallClaim, type CallClaimStage } from "./disputes/callClaim.ts";
export type { RefundPool } from "./disputes/getRefundPool.ts";
export type { DisputeCallParameters } from "./disputes/disputeCall.ts";
export { parseDistributionFile, serializeDistribution } from "./distributions/distributionFile.ts";
export {
  buildDistributionTree,
  type DistributionLeaf,
  type DistributionProof,
  distributionProofs,
  type DistributionTree,
} from "./distributions/distributionTree.ts";
export type { Distribution } from "./distributions/getDistribution.ts";
export type { DistributionVesting } from "./distributions/openDistribution.ts";
export type { CallDescription } from "./governance/describeCall.ts";
export { formatValue } from "./governance/describeCall.ts";
export type { Proposal } from "./governance/findProposals.ts";
export type { Authority, RestrictedFunction, RoleHolders } from "./governance/getAuthority.ts";
export type { Governance, Treasury } from "./governance/getGovernance.ts";
export type { Votes } from "./governance/getVotes.ts";
export type { GovernanceParameter, ParameterUnit } from "./governance/parameters.ts";
export {
  type CallInput,
  PROPOSAL_STATES,
  type ProposalState,
  type ProposedCall,
  type Support,
  SUPPORTS,
} from "./governance/proposal.ts";
export type { SimulatedCall } from "./governance/simulateProposal.ts";
export type { Incentives } from "./incentives/getIncentives.ts";
export type { OfferReward } from "./incentives/getOfferReward.ts";
export { type Job, JOB_KINDS, JOB_STATES, type JobKind, type JobState } from "./jobs/job.ts";
export type { PostJobParameters } from "./jobs/postJob.ts";
export { jobReportDigest, type JobReportParameters, toJobReport } from "./jobs/jobReport.ts";
export type { ProvedCall } from "./usage/settlement/proveCall.ts";
export {
  type Divergence,
  type Testimony,
  type Verdict,
  VERDICTS,
} from "./usage/settlement/divergence.ts";
export type { OpenDivergenceParameters } from "./usage/settlement/openDivergence.ts";
export type { FaultKind, ReportFaultParameters } from "./usage/settlement/reportFault.ts";
export type { StakingRewardsResult } from "./staking/claimStakingRewards.ts";
export type { Backing } from "./staking/getBacking.ts";
export type { Staking, Thaw } from "./staking/getStaking.ts";
export type { ThawResult } from "./staking/thawPoolStake.ts";
export { CAPABILITIES, type Capability } from "./operators/capabilities.ts";
export type { Operator } from "./operators/getOperator.ts";
export type { OperatorKeyWindow } from "./operators/getOperatorKeys.ts";
export type { DepositParameters, DepositResult } from "./usage/accounts/deposit.ts";
export type { OpenedAccount } from "./usage/accounts/findPayerAccounts.ts";
export type { PayerAccount } from "./usage/accounts/getPayerAccount.ts";
export type { Session } from "./usage/accounts/getSessions.ts";
export {
  accountIdOf,
  type AccountTermsParameters,
  toAccountTerms,
} from "./usage/accounts/payerAccount.ts";
export type { SignedDeposit } from "./usage/accounts/signDeposit.ts";
export type { SignedRefund } from "./usage/accounts/signRefund.ts";
export type { PublishedOffer } from "./usage/offers/findOffers.ts";
export type { SignedOffer } from "./usage/offers/signOffer.ts";
export { usageOfferId } from "./usage/offers/publishOffer.ts";
export type { SettledLane } from "./usage/settlement/getLane.ts";
export type { VoucherClaim } from "./usage/settlement/batchVouchers.ts";
export {
  REDEEM_STATUSES,
  type Redeemed,
  type RedeemParameters,
  type RedeemResult,
  type RedeemStatus,
} from "./usage/settlement/redeem.ts";
export type { CallResult } from "./usage/caller/createLaneCalls.ts";
export { type OfferChoice, type OperatorRecord, rankOffers } from "./usage/caller/rankOffers.ts";
export type { StoredFinding, StoredReport } from "./usage/caller/verifyStored.ts";
export { checkReceipt, type ExpectedReceipt, hashBody } from "./usage/checkReceipt.ts";
export {
  createDigests,
  type Digests,
  jobsDomain,
  meterDomain,
  operatorsDomain,
  type UsageDomain,
} from "./usage/digests.ts";
export {
  decodeReceiptHeader,
  decodeVoucherHeader,
  encodeReceiptHeader,
  encodeVoucherHeader,
  MAX_HEADER_LENGTH,
  parseSignedReceipt,
  parseSignedVoucher,
  RECEIPT_HEADER,
  signedReceiptToJson,
  signedVoucherToJson,
  VOUCHER_HEADER,
} from "./usage/headers.ts";
export { fromHex, toHex } from "./usage/hex.ts";
export { decodeLaneState, type LaneState, laneStateToJson } from "./usage/laneState.ts";
export {
  decodeProblem,
  encodeProblem,
  type PaymentTerms,
  paymentTermsToJson,
  PROBLEM_CONTENT_TYPE,
  PROBLEM_STATUS,
  type ProblemName,
  type UsageProblem,
} from "./usage/problems.ts";
export {
  decodeReceiptProof,
  provesReceipt,
  type ReceiptProof,
  receiptProofToJson,
} from "./usage/receiptProof.ts";
export {
  createReceiptTree,
  emptyRoot,
  type Frontier,
  RECEIPT_TREE_DEPTH,
  type ReceiptTree,
  receiptTreeOf,
  rootOfProof,
} from "./usage/receiptTree.ts";
export {
  checkSignature,
  ethersSignatures,
  SIGNATURE_BYTES,
  type Signatures,
} from "./usage/signatures.ts";
export {
  type AccountTerms,
  type CallReceipt,
  DETERMINISTIC,
  type JobReport,
  type OperatorKey,
  type Refund,
  type SessionKey,
  type SignedReceipt,
  type SignedVoucher,
  type Struct,
  type StructName,
  USAGE_TYPES,
  type UsageOffer,
  type UsageVoucher,
} from "./usage/structs.ts";
export {
  malformed,
  member,
  parseBytes,
  parseBytes32,
  parseDecimal,
  parseExactObject,
  parseJson,
  parseList,
  parseSmall,
  parseStruct,
  parseText,
  parseWireAddress,
  type Place,
  structToJson,
} from "./usage/wireJson.ts";
export { parseContributorFile, serializeContributors } from "./units/contributorFile.ts";
export { type Contributor, UNITS, UNITS_PER_BPS } from "./units/contributors.ts";
export {
  buildContributorTree,
  type ContributorLeaf,
  type ContributorProof,
  contributorProof,
  type ContributorTree,
} from "./units/contributorTree.ts";

export {
  type Address,
  type Holder,
  NATIVE,
  parseAddress,
  parseCurrency,
} from "./values/address.ts";
export {
  ASSET_KINDS,
  type AssetKind,
  type Preset,
  PRESETS,
  type Relation,
  RELATIONS,
  type Rule,
  RULES,
  type Use,
  USES,
} from "./values/names.ts";
export { formatAmount, parseAmount } from "./values/parseAmount.ts";
export { BPS, parseBps } from "./values/parseBps.ts";
export type { Reference } from "./values/reference.ts";
export { parseRoot } from "./values/root.ts";

export {
  AllOperatorsFailedError,
  BudgetExceededError,
  CallRefusedError,
  NoOperatorError,
  OperatorError,
  OperatorFaultError,
  OperatorUnreachableError,
} from "./errors/callErrors.ts";
export { LotNotApprovedError } from "./errors/auctionErrors.ts";
export { InvalidBasketError } from "./errors/checkoutErrors.ts";
export { ContractRevertError } from "./errors/ContractRevertError.ts";
export {
  IncompleteDeploymentError,
  NotDeployedError,
  UnknownDeploymentError,
  WrongChainError,
} from "./errors/deploymentErrors.ts";
export {
  DuplicateParentError,
  InputError,
  InvalidAddressError,
  InvalidContributorsError,
  InvalidCurrenciesError,
  InvalidNumberError,
  InvalidDistributionError,
  InvalidReferenceError,
  InvalidRootError,
  UnknownNameError,
} from "./errors/inputErrors.ts";
export { UnknownCallError, UnknownProposalError } from "./errors/governanceErrors.ts";
export {
  InvalidOrdersError,
  NotApprovedError,
  OrderBookError,
  PriceLimitError,
  UnknownListingError,
} from "./errors/marketErrors.ts";
export { SaharaError } from "./errors/SaharaError.ts";
export { toSaharaError } from "./errors/toSaharaError.ts";
export {
  InvalidReceiptError,
  InvalidSignatureError,
  MalformedMessageError,
  NoFaultError,
  type ReceiptFault,
  UnknownOfferError,
} from "./errors/usageErrors.ts";
export {
  InsufficientAllowanceError,
  InsufficientFundsError,
  MissingProviderError,
  MissingSignerError,
  TransactionFailedError,
  TransactionReplacedError,
} from "./errors/transactionErrors.ts";
