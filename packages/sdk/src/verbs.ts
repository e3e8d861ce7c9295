import {
  cancelSignedRegistration,
  prepareCancelSignedRegistration,
} from "./assets/cancelSignedRegistration.ts";
import { commitContent, prepareCommitContent } from "./assets/commitContent.ts";
import { findAssetByContent } from "./assets/findAssetByContent.ts";
import { getAsset } from "./assets/getAsset.ts";
import { getVersion } from "./assets/getVersion.ts";
import { preparePublishVersion, publishVersion } from "./assets/publishVersion.ts";
import { prepareRegisterAsset, registerAsset } from "./assets/registerAsset.ts";
import { prepareRegisterAssetFor, registerAssetFor } from "./assets/registerAssetFor.ts";
import { prepareRegisterAssets, registerAssets } from "./assets/registerAssets.ts";
import { signRegistration } from "./assets/signRegistration.ts";
import { annulAuction, prepareAnnulAuction } from "./auctions/annulAuction.ts";
import { bid, prepareBid } from "./auctions/bid.ts";
import { buyDutch, prepareBuyDutch } from "./auctions/buyDutch.ts";
import { cancelAuction, prepareCancelAuction } from "./auctions/cancelAuction.ts";
import { createAuction, prepareCreateAuction } from "./auctions/createAuction.ts";
import { createDutchAuction, prepareCreateDutchAuction } from "./auctions/createDutchAuction.ts";
import { findAuctions } from "./auctions/findAuctions.ts";
import { findBids } from "./auctions/findBids.ts";
import { getAuction } from "./auctions/getAuction.ts";
import { getAuctionCredit } from "./auctions/getAuctionCredit.ts";
import { getDutchPrice } from "./auctions/getDutchPrice.ts";
import { getLeastBid } from "./auctions/getLeastBid.ts";
import { settleAuction, prepareSettleAuction } from "./auctions/settleAuction.ts";
import {
  withdrawAuctionCredit,
  prepareWithdrawAuctionCredit,
} from "./auctions/withdrawAuctionCredit.ts";
import { checkout, prepareCheckout } from "./checkout/checkout.ts";
import { quoteCheckout } from "./checkout/quoteCheckout.ts";
import { signCheckout } from "./checkout/signCheckout.ts";
import { submitCheckout, prepareSubmitCheckout } from "./checkout/submitCheckout.ts";
import { allowProgram, prepareAllowProgram } from "./data/allowProgram.ts";
import {
  challengeAttributionReport,
  prepareChallengeAttributionReport,
} from "./data/challengeAttributionReport.ts";
import { findPrograms } from "./data/findPrograms.ts";
import { findReleases } from "./data/findReleases.ts";
import { getAttributionReport } from "./data/getAttributionReport.ts";
import { getEncryptionKey } from "./data/getEncryptionKey.ts";
import { getFinalWeights } from "./data/getFinalWeights.ts";
import { getPrivacyBudget } from "./data/getPrivacyBudget.ts";
import { getProgram } from "./data/getProgram.ts";
import { getReleasePolicy } from "./data/getReleasePolicy.ts";
import { isComputeOperator } from "./data/isComputeOperator.ts";
import { isReleasable } from "./data/isReleasable.ts";
import { logRelease, prepareLogRelease } from "./data/logRelease.ts";
import {
  postAttributionReport,
  preparePostAttributionReport,
} from "./data/postAttributionReport.ts";
import { setComputeOperator, prepareSetComputeOperator } from "./data/setComputeOperator.ts";
import { setEncryptionKey, prepareSetEncryptionKey } from "./data/setEncryptionKey.ts";
import { setPrivacyBudget, prepareSetPrivacyBudget } from "./data/setPrivacyBudget.ts";
import { setReleasePolicy, prepareSetReleasePolicy } from "./data/setReleasePolicy.ts";
import {
  settleAttributionReport,
  prepareSettleAttributionReport,
} from "./data/settleAttributionReport.ts";
import { getGrant } from "./data/getGrant.ts";
import { disallowProgram, prepareDisallowProgram } from "./data/disallowProgram.ts";
import { grantKey, prepareGrantKey } from "./data/grantKey.ts";
import { releaseReportBond, prepareReleaseReportBond } from "./data/releaseReportBond.ts";
import { revokeGrant, prepareRevokeGrant } from "./data/revokeGrant.ts";
import {
  ruleAttributionReport,
  prepareRuleAttributionReport,
} from "./data/ruleAttributionReport.ts";
import { spendPrivacyBudget, prepareSpendPrivacyBudget } from "./data/spendPrivacyBudget.ts";
import { admitClaim, prepareAdmitClaim } from "./disputes/admitClaim.ts";
import { answerCall, prepareAnswerCall } from "./disputes/answerCall.ts";
import { answerClaim, prepareAnswerClaim } from "./disputes/answerClaim.ts";
import { awardPosition, prepareAwardPosition } from "./disputes/awardPosition.ts";
import { collectRest, prepareCollectRest } from "./disputes/collectRest.ts";
import { disputeCall, prepareDisputeCall } from "./disputes/disputeCall.ts";
import { enterRefund, prepareEnterRefund } from "./disputes/enterRefund.ts";
import { fileClaim, prepareFileClaim } from "./disputes/fileClaim.ts";
import { findClaims } from "./disputes/findClaims.ts";
import { getCallClaim } from "./disputes/getCallClaim.ts";
import { getClaim } from "./disputes/getClaim.ts";
import { getRefundPool } from "./disputes/getRefundPool.ts";
import { hearClaim, prepareHearClaim } from "./disputes/hearClaim.ts";
import { lapseCallClaim, prepareLapseCallClaim } from "./disputes/lapseCallClaim.ts";
import { lapseClaim, prepareLapseClaim } from "./disputes/lapseClaim.ts";
import { liftClaim, prepareLiftClaim } from "./disputes/liftClaim.ts";
import { nameArbiter, prepareNameArbiter } from "./disputes/nameArbiter.ts";
import { prolongHold, prepareProlongHold } from "./disputes/prolongHold.ts";
import { refundBuyer, prepareRefundBuyer } from "./disputes/refundBuyer.ts";
import { releaseCallCredit, prepareReleaseCallCredit } from "./disputes/releaseCallCredit.ts";
import { releaseClaimBond, prepareReleaseClaimBond } from "./disputes/releaseClaimBond.ts";
import { ruleCall, prepareRuleCall } from "./disputes/ruleCall.ts";
import { ruleClaim, prepareRuleClaim } from "./disputes/ruleClaim.ts";
import { ruleJob, prepareRuleJob } from "./disputes/ruleJob.ts";
import { settleSupersedure, prepareSettleSupersedure } from "./disputes/settleSupersedure.ts";
import { strikeRefund, prepareStrikeRefund } from "./disputes/strikeRefund.ts";
import { tagDescendant, prepareTagDescendant } from "./disputes/tagDescendant.ts";
import { withdrawCallClaim, prepareWithdrawCallClaim } from "./disputes/withdrawCallClaim.ts";
import { withdrawClaim, prepareWithdrawClaim } from "./disputes/withdrawClaim.ts";
import { approveLicensee, prepareApproveLicensee } from "./licenses/approveLicensee.ts";
import { assignSeat, prepareAssignSeat } from "./licenses/assignSeat.ts";
import { buyLicense, prepareBuyLicense } from "./licenses/buyLicense.ts";
import { cancelLicense, prepareCancelLicense } from "./licenses/cancelLicense.ts";
import { consumeQuota, prepareConsumeQuota } from "./licenses/consumeQuota.ts";
import { getLicense } from "./licenses/getLicense.ts";
import { getOffer } from "./licenses/getOffer.ts";
import { getTerms } from "./licenses/getTerms.ts";
import { licensesOf } from "./licenses/licensesOf.ts";
import { offerTerms, prepareOfferTerms } from "./licenses/offerTerms.ts";
import { permits } from "./licenses/permits.ts";
import { presetTerms } from "./licenses/presetTerms.ts";
import { prepareRegisterTerms, registerTerms } from "./licenses/registerTerms.ts";
import { prepareRenewLicense, renewLicense } from "./licenses/renewLicense.ts";
import { prepareRevokeLicense, revokeLicense } from "./licenses/revokeLicense.ts";
import { signLicenseApproval } from "./licenses/signLicenseApproval.ts";
import {
  prepareSubmitLicenseApproval,
  submitLicenseApproval,
} from "./licenses/submitLicenseApproval.ts";
import { prepareWithdrawOffer, withdrawOffer } from "./licenses/withdrawOffer.ts";
import { addOperatorKey, prepareAddOperatorKey } from "./operators/addOperatorKey.ts";
import { getOperator } from "./operators/getOperator.ts";
import { getOperatorKeys } from "./operators/getOperatorKeys.ts";
import { requestUnstake, prepareRequestUnstake } from "./operators/requestUnstake.ts";
import { revokeOperatorKey, prepareRevokeOperatorKey } from "./operators/revokeOperatorKey.ts";
import { setProfile, prepareSetProfile } from "./operators/setProfile.ts";
import { stake, prepareStake } from "./operators/stake.ts";
import { unstake, prepareUnstake } from "./operators/unstake.ts";
import { closeSession, prepareCloseSession } from "./usage/accounts/closeSession.ts";
import { deposit, prepareDeposit } from "./usage/accounts/deposit.ts";
import {
  depositWithAuthorization,
  prepareDepositWithAuthorization,
} from "./usage/accounts/depositWithAuthorization.ts";
import { getPayerAccount } from "./usage/accounts/getPayerAccount.ts";
import { openSession, prepareOpenSession } from "./usage/accounts/openSession.ts";
import { requestWithdrawal, prepareRequestWithdrawal } from "./usage/accounts/requestWithdrawal.ts";
import { signDeposit } from "./usage/accounts/signDeposit.ts";
import { withdraw, prepareWithdraw } from "./usage/accounts/withdraw.ts";
import { cancelNonce, prepareCancelNonce } from "./usage/accounts/cancelNonce.ts";
import { depositWithPermit, prepareDepositWithPermit } from "./usage/accounts/depositWithPermit.ts";
import { findPayerAccounts } from "./usage/accounts/findPayerAccounts.ts";
import { getSessions } from "./usage/accounts/getSessions.ts";
import { prepareRefund, refund } from "./usage/accounts/refund.ts";
import { signRefund } from "./usage/accounts/signRefund.ts";
import { lapseDivergence, prepareLapseDivergence } from "./usage/settlement/lapseDivergence.ts";
import { prepareReleaseBond, releaseBond } from "./usage/settlement/releaseBond.ts";
import { prepareRuleDivergence, ruleDivergence } from "./usage/settlement/ruleDivergence.ts";
import { closeOffer, prepareCloseOffer } from "./usage/offers/closeOffer.ts";
import { findOffers } from "./usage/offers/findOffers.ts";
import { getUsageOffer } from "./usage/offers/getUsageOffer.ts";
import { publishOffer, preparePublishOffer } from "./usage/offers/publishOffer.ts";
import { signOffer } from "./usage/offers/signOffer.ts";
import { getDivergence } from "./usage/settlement/getDivergence.ts";
import { getLane } from "./usage/settlement/getLane.ts";
import { openDivergence, prepareOpenDivergence } from "./usage/settlement/openDivergence.ts";
import { passRevenue, preparePassRevenue } from "./usage/settlement/passRevenue.ts";
import { postReceipts, preparePostReceipts } from "./usage/settlement/postReceipts.ts";
import { redeem, prepareRedeem } from "./usage/settlement/redeem.ts";
import { sweepReceiver, prepareSweepReceiver } from "./usage/settlement/sweepReceiver.ts";
import { prepareWithdrawReward, withdrawReward } from "./usage/settlement/withdrawReward.ts";
import { withdrawEarnings, prepareWithdrawEarnings } from "./usage/settlement/withdrawEarnings.ts";
import { claimDistribution, prepareClaimDistribution } from "./distributions/claimDistribution.ts";
import { getDistribution, isDistributionClaimed } from "./distributions/getDistribution.ts";
import { openDistribution, prepareOpenDistribution } from "./distributions/openDistribution.ts";
import {
  prepareReturnDistribution,
  returnDistribution,
} from "./distributions/returnDistribution.ts";
import { castVote, prepareCastVote } from "./governance/castVote.ts";
import { delegateVotes, prepareDelegateVotes } from "./governance/delegateVotes.ts";
import { describeProposal } from "./governance/describeProposal.ts";
import { executeAnnounced, prepareExecuteAnnounced } from "./governance/executeAnnounced.ts";
import { findProposals, getProposal } from "./governance/findProposals.ts";
import { getGovernance } from "./governance/getGovernance.ts";
import { getVotes } from "./governance/getVotes.ts";
import {
  cancelProposal,
  executeProposal,
  prepareCancelProposal,
  prepareExecuteProposal,
  prepareQueueProposal,
  queueProposal,
} from "./governance/moveProposal.ts";
import { preparePropose, propose } from "./governance/propose.ts";
import { simulateProposal } from "./governance/simulateProposal.ts";
import { fundIncentives, prepareFundIncentives } from "./incentives/fundIncentives.ts";
import { getIncentives } from "./incentives/getIncentives.ts";
import { getOfferReward } from "./incentives/getOfferReward.ts";
import { passRewards, preparePassRewards } from "./incentives/passRewards.ts";
import { prepareReportFees, reportFees } from "./incentives/reportFees.ts";
import { prepareReturnBudget, returnBudget } from "./incentives/returnBudget.ts";
import { prepareWithdrawRewards, withdrawRewards } from "./incentives/withdrawRewards.ts";
import { acceptAndRegisterJob, prepareAcceptAndRegisterJob } from "./jobs/acceptAndRegisterJob.ts";
import { acceptJob, prepareAcceptJob } from "./jobs/acceptJob.ts";
import { acceptSilentJob, prepareAcceptSilentJob } from "./jobs/acceptSilentJob.ts";
import { cancelJob, prepareCancelJob } from "./jobs/cancelJob.ts";
import { deliverJob, prepareDeliverJob } from "./jobs/deliverJob.ts";
import { disputeJob, prepareDisputeJob } from "./jobs/disputeJob.ts";
import { getJob } from "./jobs/getJob.ts";
import { postJob, preparePostJob } from "./jobs/postJob.ts";
import { takeJob, prepareTakeJob } from "./jobs/takeJob.ts";
import { timeOutJob, prepareTimeOutJob } from "./jobs/timeOutJob.ts";
import { assignJob, prepareAssignJob } from "./jobs/assignJob.ts";
import { commitDelivery, prepareCommitDelivery } from "./jobs/commitDelivery.ts";
import { concedeJob, prepareConcedeJob } from "./jobs/concedeJob.ts";
import { findJobs } from "./jobs/findJobs.ts";
import { getJobCredit } from "./jobs/getJobCredit.ts";
import { lapseJob, prepareLapseJob } from "./jobs/lapseJob.ts";
import { passJobRevenue, preparePassJobRevenue } from "./jobs/passJobRevenue.ts";
import { prepareWithdrawJobCredit, withdrawJobCredit } from "./jobs/withdrawJobCredit.ts";
import { acceptOffer, prepareAcceptOffer } from "./market/acceptOffer.ts";
import {
  approveItems,
  approvePrice,
  prepareApproveItems,
  prepareApprovePrice,
} from "./market/approveItems.ts";
import { adoptRates, prepareAdoptRates } from "./market/adoptRates.ts";
import { buyListing, prepareBuyListing } from "./market/buyListing.ts";
import {
  cancelAllOrders,
  cancelOrders,
  prepareCancelAllOrders,
  prepareCancelOrders,
  prepareUnlistOrder,
  unlistOrder,
} from "./market/cancelOrders.ts";
import { fillOrder, prepareFillOrder } from "./market/fillOrder.ts";
import { findListings } from "./market/findListings.ts";
import { getOrderState } from "./market/getOrderState.ts";
import { listOnChain, prepareListOnChain } from "./market/listOnChain.ts";
import { quoteSale } from "./market/quoteSale.ts";
import { signOrder, signOrders } from "./market/signOrder.ts";
import { fillAuthorized, prepareFillAuthorized, signPurchase } from "./market/signPurchase.ts";
import { proveCall } from "./usage/settlement/proveCall.ts";
import { reportFault, prepareReportFault } from "./usage/settlement/reportFault.ts";
import { getAncestors } from "./provenance/getAncestors.ts";
import { getDescendants } from "./provenance/getDescendants.ts";
import { getPath } from "./provenance/getPath.ts";
import { claim, prepareClaim } from "./revenue/claim.ts";
import { claimMany, prepareClaimMany } from "./revenue/claimMany.ts";
import { claimTo, prepareClaimTo } from "./revenue/claimTo.ts";
import { claimable } from "./revenue/claimable.ts";
import { executeClaims, prepareExecuteClaims } from "./revenue/executeClaims.ts";
import { getAccount } from "./revenue/getAccount.ts";
import { getStream } from "./revenue/getStream.ts";
import { inboxOf } from "./revenue/inboxOf.ts";
import { pay, preparePay } from "./revenue/pay.ts";
import { payAndSettle, preparePayAndSettle } from "./revenue/payAndSettle.ts";
import {
  payWithAuthorization,
  preparePayWithAuthorization,
} from "./revenue/payWithAuthorization.ts";
import { pendingUpstream } from "./revenue/pendingUpstream.ts";
import { planClaims } from "./revenue/planClaims.ts";
import { prepareSettle, settle } from "./revenue/settle.ts";
import { signPaymentAuthorization } from "./revenue/signPaymentAuthorization.ts";
import { prepareSweepInbox, sweepInbox } from "./revenue/sweepInbox.ts";
import { replayLedger } from "./solvency/replayLedger.ts";
import { verifySolvency } from "./solvency/verifySolvency.ts";
import { backOperator, prepareBackOperator } from "./staking/backOperator.ts";
import { claimBackingRewards, prepareClaimBackingRewards } from "./staking/claimBackingRewards.ts";
import { claimStakingRewards, prepareClaimStakingRewards } from "./staking/claimStakingRewards.ts";
import { delegateReceipts, prepareDelegateReceipts } from "./staking/delegateReceipts.ts";
import { getBacking } from "./staking/getBacking.ts";
import { getStaking } from "./staking/getStaking.ts";
import { harvestRewards, prepareHarvestRewards } from "./staking/harvestRewards.ts";
import { payBackers, preparePayBackers } from "./staking/payBackers.ts";
import { stakeInPool, prepareStakeInPool } from "./staking/stakeInPool.ts";
import { thawBacking, prepareThawBacking } from "./staking/thawBacking.ts";
import { thawPoolStake, prepareThawPoolStake } from "./staking/thawPoolStake.ts";
import { withdrawBacking, prepareWithdrawBacking } from "./staking/withdrawBacking.ts";
import { withdrawPoolStake, prepareWithdrawPoolStake } from "./staking/withdrawPoolStake.ts";
import {
  cancelSubscription,
  prepareCancelSubscription,
} from "./subscriptions/cancelSubscription.ts";
import { findSubscriptions } from "./subscriptions/findSubscriptions.ts";
import { getSubscription } from "./subscriptions/getSubscription.ts";
import { isRenewableNow } from "./subscriptions/isRenewableNow.ts";
import { renewDue, prepareRenewDue } from "./subscriptions/renewDue.ts";
import { signSubscription } from "./subscriptions/signSubscription.ts";
import {
  submitSubscription,
  prepareSubmitSubscription,
} from "./subscriptions/submitSubscription.ts";
import { subscribe, prepareSubscribe } from "./subscriptions/subscribe.ts";
import { bindUnits, prepareBindUnits } from "./units/bindUnits.ts";
import { materialiseAndClaim, prepareMaterialiseAndClaim } from "./units/materialiseAndClaim.ts";
import { materialiseUnits, prepareMaterialiseUnits } from "./units/materialiseUnits.ts";
import { prepareReleaseUnits, releaseUnits } from "./units/releaseUnits.ts";
import { prepareTransferPosition, transferPosition } from "./units/transferPosition.ts";
import { prepareTransferUnits, transferUnits } from "./units/transferUnits.ts";
import { unitsOf } from "./units/unitsOf.ts";

/** Every verb of the SDK; each writing one has its `prepare` beside it. */
export const VERBS = {
  cancelSignedRegistration,
  prepareCancelSignedRegistration,
  commitContent,
  prepareCommitContent,
  findAssetByContent,
  getAsset,
  getVersion,
  publishVersion,
  preparePublishVersion,
  registerAsset,
  prepareRegisterAsset,
  registerAssetFor,
  prepareRegisterAssetFor,
  registerAssets,
  prepareRegisterAssets,
  signRegistration,
  annulAuction,
  prepareAnnulAuction,
  bid,
  prepareBid,
  buyDutch,
  prepareBuyDutch,
  cancelAuction,
  prepareCancelAuction,
  createAuction,
  prepareCreateAuction,
  createDutchAuction,
  prepareCreateDutchAuction,
  findAuctions,
  findBids,
  getAuction,
  getAuctionCredit,
  getDutchPrice,
  getLeastBid,
  settleAuction,
  prepareSettleAuction,
  withdrawAuctionCredit,
  prepareWithdrawAuctionCredit,
  checkout,
  prepareCheckout,
  quoteCheckout,
  signCheckout,
  submitCheckout,
  prepareSubmitCheckout,
  cancelSubscription,
  prepareCancelSubscription,
  findSubscriptions,
  getSubscription,
  isRenewableNow,
  renewDue,
  prepareRenewDue,
  signSubscription,
  submitSubscription,
  prepareSubmitSubscription,
  subscribe,
  prepareSubscribe,
  allowProgram,
  prepareAllowProgram,
  challengeAttributionReport,
  prepareChallengeAttributionReport,
  getAttributionReport,
  getEncryptionKey,
  getFinalWeights,
  getPrivacyBudget,
  findPrograms,
  findReleases,
  getProgram,
  isComputeOperator,
  getReleasePolicy,
  isReleasable,
  logRelease,
  prepareLogRelease,
  postAttributionReport,
  preparePostAttributionReport,
  setComputeOperator,
  prepareSetComputeOperator,
  setEncryptionKey,
  prepareSetEncryptionKey,
  setPrivacyBudget,
  prepareSetPrivacyBudget,
  setReleasePolicy,
  prepareSetReleasePolicy,
  settleAttributionReport,
  prepareSettleAttributionReport,
  getGrant,
  disallowProgram,
  prepareDisallowProgram,
  grantKey,
  prepareGrantKey,
  releaseReportBond,
  prepareReleaseReportBond,
  revokeGrant,
  prepareRevokeGrant,
  ruleAttributionReport,
  prepareRuleAttributionReport,
  spendPrivacyBudget,
  prepareSpendPrivacyBudget,
  castVote,
  prepareCastVote,
  delegateVotes,
  prepareDelegateVotes,
  describeProposal,
  executeAnnounced,
  prepareExecuteAnnounced,
  findProposals,
  getProposal,
  getGovernance,
  getVotes,
  cancelProposal,
  prepareCancelProposal,
  executeProposal,
  prepareExecuteProposal,
  queueProposal,
  prepareQueueProposal,
  propose,
  preparePropose,
  simulateProposal,
  approveLicensee,
  prepareApproveLicensee,
  assignSeat,
  prepareAssignSeat,
  buyLicense,
  prepareBuyLicense,
  cancelLicense,
  prepareCancelLicense,
  consumeQuota,
  prepareConsumeQuota,
  getLicense,
  getOffer,
  getTerms,
  licensesOf,
  offerTerms,
  prepareOfferTerms,
  permits,
  presetTerms,
  registerTerms,
  prepareRegisterTerms,
  renewLicense,
  prepareRenewLicense,
  revokeLicense,
  prepareRevokeLicense,
  signLicenseApproval,
  submitLicenseApproval,
  prepareSubmitLicenseApproval,
  withdrawOffer,
  prepareWithdrawOffer,
  getAncestors,
  getDescendants,
  getPath,
  claim,
  prepareClaim,
  claimMany,
  prepareClaimMany,
  claimTo,
  prepareClaimTo,
  claimable,
  executeClaims,
  prepareExecuteClaims,
  getAccount,
  getStream,
  inboxOf,
  pay,
  preparePay,
  payAndSettle,
  preparePayAndSettle,
  payWithAuthorization,
  preparePayWithAuthorization,
  pendingUpstream,
  planClaims,
  settle,
  prepareSettle,
  signPaymentAuthorization,
  sweepInbox,
  prepareSweepInbox,
  replayLedger,
  verifySolvency,
  backOperator,
  prepareBackOperator,
  claimBackingRewards,
  prepareClaimBackingRewards,
  claimStakingRewards,
  prepareClaimStakingRewards,
  delegateReceipts,
  prepareDelegateReceipts,
  getBacking,
  getStaking,
  harvestRewards,
  prepareHarvestRewards,
  payBackers,
  preparePayBackers,
  stakeInPool,
  prepareStakeInPool,
  thawBacking,
  prepareThawBacking,
  thawPoolStake,
  prepareThawPoolStake,
  withdrawBacking,
  prepareWithdrawBacking,
  withdrawPoolStake,
  prepareWithdrawPoolStake,
  bindUnits,
  prepareBindUnits,
  materialiseAndClaim,
  prepareMaterialiseAndClaim,
  materialiseUnits,
  prepareMaterialiseUnits,
  releaseUnits,
  prepareReleaseUnits,
  transferPosition,
  prepareTransferPosition,
  transferUnits,
  prepareTransferUnits,
  unitsOf,
  addOperatorKey,
  prepareAddOperatorKey,
  getOperator,
  requestUnstake,
  prepareRequestUnstake,
  revokeOperatorKey,
  prepareRevokeOperatorKey,
  setProfile,
  prepareSetProfile,
  stake,
  prepareStake,
  unstake,
  prepareUnstake,
  closeSession,
  prepareCloseSession,
  deposit,
  prepareDeposit,
  depositWithAuthorization,
  prepareDepositWithAuthorization,
  getPayerAccount,
  openSession,
  prepareOpenSession,
  requestWithdrawal,
  prepareRequestWithdrawal,
  signDeposit,
  withdraw,
  prepareWithdraw,
  closeOffer,
  prepareCloseOffer,
  findOffers,
  getUsageOffer,
  publishOffer,
  preparePublishOffer,
  signOffer,
  withdrawReward,
  prepareWithdrawReward,
  getLane,
  passRevenue,
  preparePassRevenue,
  postReceipts,
  preparePostReceipts,
  redeem,
  prepareRedeem,
  sweepReceiver,
  prepareSweepReceiver,
  withdrawEarnings,
  prepareWithdrawEarnings,
  acceptAndRegisterJob,
  prepareAcceptAndRegisterJob,
  acceptJob,
  prepareAcceptJob,
  acceptSilentJob,
  prepareAcceptSilentJob,
  cancelJob,
  prepareCancelJob,
  deliverJob,
  prepareDeliverJob,
  disputeJob,
  prepareDisputeJob,
  getJob,
  postJob,
  preparePostJob,
  takeJob,
  prepareTakeJob,
  timeOutJob,
  prepareTimeOutJob,
  proveCall,
  reportFault,
  prepareReportFault,
  openDivergence,
  prepareOpenDivergence,
  getDivergence,
  getOperatorKeys,
  cancelNonce,
  prepareCancelNonce,
  depositWithPermit,
  prepareDepositWithPermit,
  findPayerAccounts,
  getSessions,
  refund,
  prepareRefund,
  signRefund,
  lapseDivergence,
  prepareLapseDivergence,
  releaseBond,
  prepareReleaseBond,
  ruleDivergence,
  prepareRuleDivergence,
  assignJob,
  prepareAssignJob,
  commitDelivery,
  prepareCommitDelivery,
  concedeJob,
  prepareConcedeJob,
  findJobs,
  getJobCredit,
  lapseJob,
  prepareLapseJob,
  passJobRevenue,
  preparePassJobRevenue,
  withdrawJobCredit,
  prepareWithdrawJobCredit,
  fileClaim,
  prepareFileClaim,
  answerClaim,
  prepareAnswerClaim,
  withdrawClaim,
  prepareWithdrawClaim,
  hearClaim,
  prepareHearClaim,
  admitClaim,
  prepareAdmitClaim,
  ruleClaim,
  prepareRuleClaim,
  lapseClaim,
  prepareLapseClaim,
  prolongHold,
  prepareProlongHold,
  tagDescendant,
  prepareTagDescendant,
  liftClaim,
  prepareLiftClaim,
  strikeRefund,
  prepareStrikeRefund,
  settleSupersedure,
  prepareSettleSupersedure,
  enterRefund,
  prepareEnterRefund,
  refundBuyer,
  prepareRefundBuyer,
  collectRest,
  prepareCollectRest,
  releaseClaimBond,
  prepareReleaseClaimBond,
  nameArbiter,
  prepareNameArbiter,
  ruleJob,
  prepareRuleJob,
  answerCall,
  prepareAnswerCall,
  withdrawCallClaim,
  prepareWithdrawCallClaim,
  ruleCall,
  prepareRuleCall,
  lapseCallClaim,
  prepareLapseCallClaim,
  releaseCallCredit,
  prepareReleaseCallCredit,
  awardPosition,
  prepareAwardPosition,
  disputeCall,
  prepareDisputeCall,
  getClaim,
  findClaims,
  getRefundPool,
  getCallClaim,
  acceptOffer,
  prepareAcceptOffer,
  approveItems,
  prepareApproveItems,
  approvePrice,
  prepareApprovePrice,
  buyListing,
  prepareBuyListing,
  adoptRates,
  prepareAdoptRates,
  cancelAllOrders,
  prepareCancelAllOrders,
  cancelOrders,
  prepareCancelOrders,
  fillAuthorized,
  prepareFillAuthorized,
  fillOrder,
  prepareFillOrder,
  findListings,
  getOrderState,
  listOnChain,
  prepareListOnChain,
  quoteSale,
  signOrder,
  signOrders,
  signPurchase,
  unlistOrder,
  prepareUnlistOrder,
  claimDistribution,
  prepareClaimDistribution,
  getDistribution,
  isDistributionClaimed,
  openDistribution,
  prepareOpenDistribution,
  returnDistribution,
  prepareReturnDistribution,
  fundIncentives,
  prepareFundIncentives,
  getIncentives,
  getOfferReward,
  passRewards,
  preparePassRewards,
  reportFees,
  prepareReportFees,
  returnBudget,
  prepareReturnBudget,
  withdrawRewards,
  prepareWithdrawRewards,
} as const;
