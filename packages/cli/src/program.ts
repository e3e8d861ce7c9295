import { Command, type CommandUnknownOpts, Option } from "@commander-js/extra-typings";

import manifest from "../package.json" with { type: "json" };

import type { Cli } from "./cli.ts";
import { accountDeposit } from "./commands/account/accountDeposit.ts";
import { accountInspect } from "./commands/account/accountInspect.ts";
import { accountList } from "./commands/account/accountList.ts";
import { accountRefund } from "./commands/account/accountRefund.ts";
import { accountSession } from "./commands/account/accountSession.ts";
import { accountThaw } from "./commands/account/accountThaw.ts";
import { accountWithdraw } from "./commands/account/accountWithdraw.ts";
import { assetCommit } from "./commands/asset/assetCommit.ts";
import { assetFind } from "./commands/asset/assetFind.ts";
import { assetPublish } from "./commands/asset/assetPublish.ts";
import { assetRegister } from "./commands/asset/assetRegister.ts";
import { assetRegisterMany } from "./commands/asset/assetRegisterMany.ts";
import { assetShow } from "./commands/asset/assetShow.ts";
import { assetVersions } from "./commands/asset/assetVersions.ts";
import { attributionCompare } from "./commands/attribution/attributionCompare.ts";
import { attributionFingerprint } from "./commands/attribution/attributionFingerprint.ts";
import { attributionRecompute } from "./commands/attribution/attributionRecompute.ts";
import { attributionReport } from "./commands/attribution/attributionReport.ts";
import { auctionBid } from "./commands/auction/auctionBid.ts";
import { auctionBuy } from "./commands/auction/auctionBuy.ts";
import { auctionCreate } from "./commands/auction/auctionCreate.ts";
import { auctionAnnul, auctionCancel, auctionSettle } from "./commands/auction/auctionEnd.ts";
import { auctionList } from "./commands/auction/auctionList.ts";
import { auctionShow } from "./commands/auction/auctionShow.ts";
import { auctionWithdraw } from "./commands/auction/auctionWithdraw.ts";
import { call } from "./commands/call/call.ts";
import { checkout } from "./commands/checkout/checkout.ts";
import { dataAnswer } from "./commands/data/dataAnswer.ts";
import { dataBudget } from "./commands/data/dataBudget.ts";
import { dataOperator } from "./commands/data/dataOperator.ts";
import { dataProgram } from "./commands/data/dataProgram.ts";
import { dataQuery } from "./commands/data/dataQuery.ts";
import { disputeAnswer } from "./commands/dispute/disputeAnswer.ts";
import { disputeAward } from "./commands/dispute/disputeAward.ts";
import { disputeFile } from "./commands/dispute/disputeFile.ts";
import { disputeList } from "./commands/dispute/disputeList.ts";
import { disputeRefund } from "./commands/dispute/disputeRefund.ts";
import { disputeRule } from "./commands/dispute/disputeRule.ts";
import { disputeShow } from "./commands/dispute/disputeShow.ts";
import {
  disputeAdmit,
  disputeHear,
  disputeLapse,
  disputeLift,
  disputeWithdraw,
} from "./commands/dispute/disputeSteps.ts";
import { disputeTag } from "./commands/dispute/disputeTag.ts";
import { distributionClaim } from "./commands/distribution/distributionClaim.ts";
import { distributionOpen } from "./commands/distribution/distributionOpen.ts";
import { distributionReturn } from "./commands/distribution/distributionReturn.ts";
import { distributionShow } from "./commands/distribution/distributionShow.ts";
import { distributionTree } from "./commands/distribution/distributionTree.ts";
import { governanceDelegate } from "./commands/governance/governanceDelegate.ts";
import { governanceInspect } from "./commands/governance/governanceInspect.ts";
import { governanceList } from "./commands/governance/governanceList.ts";
import { governancePropose } from "./commands/governance/governancePropose.ts";
import {
  governanceCancel,
  governanceExecute,
  governanceQueue,
} from "./commands/governance/governanceSteps.ts";
import { governanceVote } from "./commands/governance/governanceVote.ts";
import { incentivesClaim } from "./commands/incentives/incentivesClaim.ts";
import { incentivesFund } from "./commands/incentives/incentivesFund.ts";
import { incentivesPass } from "./commands/incentives/incentivesPass.ts";
import { incentivesReport } from "./commands/incentives/incentivesReport.ts";
import { incentivesReturn } from "./commands/incentives/incentivesReturn.ts";
import { incentivesShow } from "./commands/incentives/incentivesShow.ts";
import { inboxShow } from "./commands/inbox/inboxShow.ts";
import { inboxSweep } from "./commands/inbox/inboxSweep.ts";
import { addresses } from "./commands/inspect/addresses.ts";
import { inspect } from "./commands/inspect/inspect.ts";
import { rootShow } from "./commands/inspect/rootShow.ts";
import { jobAccept } from "./commands/job/jobAccept.ts";
import { jobAssign } from "./commands/job/jobAssign.ts";
import { jobClaim } from "./commands/job/jobClaim.ts";
import { jobCommit } from "./commands/job/jobCommit.ts";
import { jobDeliver } from "./commands/job/jobDeliver.ts";
import { jobDispute } from "./commands/job/jobDispute.ts";
import { jobInspect } from "./commands/job/jobInspect.ts";
import { jobList } from "./commands/job/jobList.ts";
import { jobPost } from "./commands/job/jobPost.ts";
import { jobCancel, jobConcede, jobTake } from "./commands/job/jobSteps.ts";
import { licenseApprove } from "./commands/license/licenseApprove.ts";
import { licenseBuy } from "./commands/license/licenseBuy.ts";
import { licenseCancel } from "./commands/license/licenseCancel.ts";
import { licenseConsume } from "./commands/license/licenseConsume.ts";
import { licenseList } from "./commands/license/licenseList.ts";
import { licenseOffer } from "./commands/license/licenseOffer.ts";
import { licensePermits } from "./commands/license/licensePermits.ts";
import { licenseQuote } from "./commands/license/licenseQuote.ts";
import { licenseRenew } from "./commands/license/licenseRenew.ts";
import { licenseRevoke } from "./commands/license/licenseRevoke.ts";
import { licenseSeat } from "./commands/license/licenseSeat.ts";
import { licenseShow } from "./commands/license/licenseShow.ts";
import { licenseWithdraw } from "./commands/license/licenseWithdraw.ts";
import { marketAccept } from "./commands/market/marketAccept.ts";
import { marketBuy } from "./commands/market/marketBuy.ts";
import { marketAdoptRates } from "./commands/market/marketAdoptRates.ts";
import { marketCancel, marketCancelAll } from "./commands/market/marketCancel.ts";
import { marketList } from "./commands/market/marketList.ts";
import { marketOffer } from "./commands/market/marketOffer.ts";
import { marketOffers, marketOrders } from "./commands/market/marketOrders.ts";
import { marketShow } from "./commands/market/marketShow.ts";
import { offerClose } from "./commands/offer/offerClose.ts";
import { offerInspect } from "./commands/offer/offerInspect.ts";
import { offerList } from "./commands/offer/offerList.ts";
import { offerPublish } from "./commands/offer/offerPublish.ts";
import { operatorCapabilities } from "./commands/operator/operatorCapabilities.ts";
import { operatorEarnings } from "./commands/operator/operatorEarnings.ts";
import { operatorInspect } from "./commands/operator/operatorInspect.ts";
import { operatorKey } from "./commands/operator/operatorKey.ts";
import { operatorRegister } from "./commands/operator/operatorRegister.ts";
import { operatorStake } from "./commands/operator/operatorStake.ts";
import { operatorThaw } from "./commands/operator/operatorThaw.ts";
import { operatorWithdraw } from "./commands/operator/operatorWithdraw.ts";
import { provenancePath } from "./commands/provenance/provenancePath.ts";
import {
  provenanceAncestors,
  provenanceDescendants,
} from "./commands/provenance/provenanceRelatives.ts";
import { provenanceTree } from "./commands/provenance/provenanceTree.ts";
import { receiptCheck } from "./commands/receipt/receiptCheck.ts";
import { receiptList } from "./commands/receipt/receiptList.ts";
import { receiptProve } from "./commands/receipt/receiptProve.ts";
import { receiptShow } from "./commands/receipt/receiptShow.ts";
import { receiptVerify } from "./commands/receipt/receiptVerify.ts";
import { claim } from "./commands/revenue/claim.ts";
import { pay } from "./commands/revenue/pay.ts";
import { settle } from "./commands/revenue/settle.ts";
import { verifySolvency } from "./commands/revenue/verifySolvency.ts";
import { createGroup } from "./commands/shared/createGroup.ts";
import { signApproval } from "./commands/sign/signApproval.ts";
import { signCancel } from "./commands/sign/signCancel.ts";
import { signOffer } from "./commands/sign/signOffer.ts";
import { signPayment } from "./commands/sign/signPayment.ts";
import { signRegistration } from "./commands/sign/signRegistration.ts";
import { submit } from "./commands/sign/submit.ts";
import { stakingClaim } from "./commands/staking/stakingClaim.ts";
import { stakingDelegate } from "./commands/staking/stakingDelegate.ts";
import { stakingHarvest } from "./commands/staking/stakingHarvest.ts";
import { stakingOperators } from "./commands/staking/stakingOperators.ts";
import { stakingPay } from "./commands/staking/stakingPay.ts";
import { stakingShow } from "./commands/staking/stakingShow.ts";
import { stakingStake } from "./commands/staking/stakingStake.ts";
import { stakingUnstake } from "./commands/staking/stakingUnstake.ts";
import { stakingWithdraw } from "./commands/staking/stakingWithdraw.ts";
import { subscriptionCancel } from "./commands/subscription/subscriptionCancel.ts";
import { subscriptionRenew } from "./commands/subscription/subscriptionRenew.ts";
import { subscriptionShow } from "./commands/subscription/subscriptionShow.ts";
import { subscriptionStart } from "./commands/subscription/subscriptionStart.ts";
import { termsPreset } from "./commands/terms/termsPreset.ts";
import { termsRegister } from "./commands/terms/termsRegister.ts";
import { termsShow } from "./commands/terms/termsShow.ts";
import { unitsBind } from "./commands/units/unitsBind.ts";
import { unitsMaterialise } from "./commands/units/unitsMaterialise.ts";
import { unitsRelease, unitsTransfer } from "./commands/units/unitsMove.ts";
import { unitsShow } from "./commands/units/unitsShow.ts";
import { unitsTransferPosition } from "./commands/units/unitsTransferPosition.ts";
import { unitsTree } from "./commands/units/unitsTree.ts";
import { vaultAccept } from "./commands/vault/vaultAccept.ts";
import { vaultAdd } from "./commands/vault/vaultAdd.ts";
import { vaultCustodian } from "./commands/vault/vaultCustodian.ts";
import { vaultExport } from "./commands/vault/vaultExport.ts";
import { vaultGet } from "./commands/vault/vaultGet.ts";
import { vaultGrant } from "./commands/vault/vaultGrant.ts";
import { vaultImport } from "./commands/vault/vaultImport.ts";
import { vaultKey } from "./commands/vault/vaultKey.ts";
import { vaultPolicy } from "./commands/vault/vaultPolicy.ts";
import { vaultReleases } from "./commands/vault/vaultReleases.ts";
import { vaultReplicate } from "./commands/vault/vaultReplicate.ts";
import { vaultRequest } from "./commands/vault/vaultRequest.ts";
import { vaultRevoke } from "./commands/vault/vaultRevoke.ts";
import { vaultRotate } from "./commands/vault/vaultRotate.ts";
import { vaultServe } from "./commands/vault/vaultServe.ts";
import { vaultShare } from "./commands/vault/vaultShare.ts";
import { parseInteger } from "./parse/numbers.ts";

/** Every command, by group. */
const GROUPS = [
  {
    name: "asset",
    does: "Register assets and look at them.",
    commands: [
      assetRegister,
      assetRegisterMany,
      assetPublish,
      assetCommit,
      assetShow,
      assetVersions,
      assetFind,
    ],
  },
  {
    name: "provenance",
    does: "What an asset was made from, and what was made from it.",
    commands: [provenanceAncestors, provenanceDescendants, provenancePath, provenanceTree],
  },
  {
    name: "terms",
    does: "Rules of use, by content address.",
    commands: [termsRegister, termsPreset, termsShow],
  },
  {
    name: "license",
    does: "Offer, buy, use and end licences.",
    commands: [
      licenseOffer,
      licenseWithdraw,
      licenseApprove,
      licenseQuote,
      licenseBuy,
      licenseRenew,
      licenseShow,
      licenseList,
      licensePermits,
      licenseSeat,
      licenseConsume,
      licenseCancel,
      licenseRevoke,
    ],
  },
  {
    name: "market",
    does: "Sell and buy assets and units of them, by orders that are signed or listed on chain.",
    commands: [
      marketList,
      marketOffer,
      marketOrders,
      marketOffers,
      marketShow,
      marketBuy,
      marketAccept,
      marketCancel,
      marketCancelAll,
      marketAdoptRates,
    ],
  },
  {
    name: "subscription",
    alias: "subscriptions",
    does: "Have licences renewed in their time, and renew those of others.",
    commands: [subscriptionStart, subscriptionCancel, subscriptionShow, subscriptionRenew],
  },
  {
    name: "auction",
    alias: "auctions",
    does: "Sell assets and units to the highest bid, or at a falling price.",
    commands: [
      auctionCreate,
      auctionBid,
      auctionBuy,
      auctionSettle,
      auctionAnnul,
      auctionCancel,
      auctionShow,
      auctionList,
      auctionWithdraw,
    ],
  },
  {
    name: "units",
    does: "Shares of an asset's revenue; the whole is 100,000,000.",
    commands: [
      unitsShow,
      unitsTransfer,
      unitsTransferPosition,
      unitsRelease,
      unitsBind,
      unitsTree,
      unitsMaterialise,
    ],
  },
  {
    name: "attribution",
    does: "What data are worth, and what they resemble.",
    commands: [attributionReport, attributionRecompute, attributionFingerprint, attributionCompare],
  },
  {
    name: "vault",
    does: "Encrypted content: keep it, get it, exchange it, and hand out its keys.",
    commands: [
      vaultAdd,
      vaultGet,
      vaultExport,
      vaultImport,
      vaultReplicate,
      vaultServe,
      vaultCustodian,
      vaultShare,
      vaultRotate,
      vaultRequest,
      vaultPolicy,
      vaultReleases,
      vaultKey,
      vaultGrant,
      vaultAccept,
      vaultRevoke,
    ],
  },
  {
    name: "data",
    does: "Computing on data that nobody gets: what may run, how much it may say, and asking.",
    commands: [dataProgram, dataOperator, dataBudget, dataQuery, dataAnswer],
  },
  { name: "inbox", does: "Plain transfers to an asset.", commands: [inboxShow, inboxSweep] },
  {
    name: "sign",
    does: "Agree to something without gas; whoever has the file can submit it.",
    commands: [signRegistration, signApproval, signPayment, signOffer, signCancel],
  },
  {
    name: "operator",
    alias: "operators",
    does: "Serve models: stake, keys, and what you can do.",
    commands: [
      operatorRegister,
      operatorStake,
      operatorThaw,
      operatorWithdraw,
      operatorKey,
      operatorCapabilities,
      operatorInspect,
      operatorEarnings,
    ],
  },
  {
    name: "offer",
    alias: "offers",
    does: "What operators ask for a call.",
    commands: [offerPublish, offerList, offerInspect, offerClose],
  },
  {
    name: "account",
    alias: "accounts",
    does: "Money for calls to one operator.",
    commands: [
      accountDeposit,
      accountThaw,
      accountWithdraw,
      accountList,
      accountInspect,
      accountSession,
      accountRefund,
    ],
  },
  {
    name: "receipt",
    alias: "receipts",
    does: "Proofs of the calls that were made from here.",
    commands: [receiptList, receiptShow, receiptProve, receiptCheck, receiptVerify],
  },
  {
    name: "dispute",
    alias: "disputes",
    does: "Claims against assets: who files and answers, what is held, awarded and refunded.",
    commands: [
      disputeFile,
      disputeAnswer,
      disputeWithdraw,
      disputeHear,
      disputeAdmit,
      disputeRule,
      disputeLapse,
      disputeShow,
      disputeList,
      disputeAward,
      disputeRefund,
      disputeTag,
      disputeLift,
    ],
  },
  {
    name: "job",
    alias: "jobs",
    does: "Training, batch inference and compute-to-data, for a reward.",
    commands: [
      jobPost,
      jobAssign,
      jobTake,
      jobList,
      jobInspect,
      jobCommit,
      jobDeliver,
      jobAccept,
      jobDispute,
      jobConcede,
      jobCancel,
      jobClaim,
    ],
  },
  {
    name: "governance",
    does: "Decide on the protocol: rules, proposals, votes.",
    commands: [
      governanceInspect,
      governanceList,
      governancePropose,
      governanceVote,
      governanceQueue,
      governanceExecute,
      governanceCancel,
      governanceDelegate,
    ],
  },
  {
    name: "distribution",
    alias: "distributions",
    does: "Give tokens to any number of accounts, each of which claims its own.",
    commands: [
      distributionTree,
      distributionOpen,
      distributionClaim,
      distributionShow,
      distributionReturn,
    ],
  },
  {
    name: "incentives",
    does: "Budgets for offers that are really used, in proportion to the fees they cause.",
    commands: [
      incentivesShow,
      incentivesFund,
      incentivesReport,
      incentivesClaim,
      incentivesPass,
      incentivesReturn,
    ],
  },
  {
    name: "staking",
    does: "Stake SAHARA in the pool, where it votes and earns fees, or behind an operator.",
    commands: [
      stakingStake,
      stakingUnstake,
      stakingWithdraw,
      stakingClaim,
      stakingHarvest,
      stakingDelegate,
      stakingShow,
      stakingOperators,
      stakingPay,
    ],
  },
] as const;

const SINGLE = [
  call,
  checkout,
  pay,
  settle,
  claim,
  submit,
  inspect,
  verifySolvency,
  rootShow,
  addresses,
] as const;

const FIRST_STEPS = `
Examples:
  ./sahara cli inspect 1
  ./sahara cli terms preset commercial-use --price 5 --account 0
  ./sahara cli asset register --kind dataset --content ./mail --metadata mail.json --account 0
  ./sahara cli pay 1 2.5 --account 1 --dry-run
  ./sahara cli call 4 "Which language is this?" --deposit 5 --account 1

SAHARA_RPC_URL, SAHARA_ADDRESSES and SAHARA_KEY are also read from .env.
Exit codes: 0 done; 1 failed, refused, or the answer is no; 2 wrongly used. Only results go to standard output.`;

/** The whole command line. Errors are thrown, not exited with. */
export function createProgram(cli: Cli): Command {
  const program = new Command("./sahara cli")
    .description("Sahara from the command line. Every command has --help with an example.")
    .version(manifest.version, "--version", "show the version")
    .option("--rpc <url>", "node to talk to (default: SAHARA_RPC_URL, or http://127.0.0.1:8545)")
    .option("--addresses <file>", "deployment to use, as exportDeployment writes it")
    .addOption(
      new Option(
        "--key-file <file>",
        "file with the private key (default: the key in SAHARA_KEY)",
      ).conflicts(["account", "from"]),
    )
    .addOption(
      new Option("--account <number>", "development account of a local chain")
        .argParser((text) => Number(parseInteger(text)))
        .conflicts("from"),
    )
    .option("--from <address>", "account to rehearse as, with --dry-run")
    .option("--json", "answer with one JSON document; amounts are decimal strings")
    .option("--verbose", "show where an error came from")
    .addHelpText("after", FIRST_STEPS)
    .hook("preAction", (_, command) => {
      cli.settings = command.optsWithGlobals();
    });

  for (const group of GROUPS) program.addCommand(createGroup(cli, group));
  for (const create of SINGLE) program.addCommand(create(cli));
  adapt(program, cli);
  return program;
}

/** Throws instead of exiting, writes through the command line's own output, and shows what all commands share. */
function adapt(command: CommandUnknownOpts, cli: Cli): void {
  command
    .exitOverride()
    .configureOutput({ writeOut: cli.io.out, writeErr: cli.io.err })
    .configureHelp({ showGlobalOptions: true, subcommandTerm: (sub) => sub.name() });
  for (const sub of command.commands) adapt(sub, cli);
}
