import { createSignatures } from "@sahara/signatures";

import { createCast } from "./cast.ts";
import { askAnalyst } from "./chapters/askAnalyst.ts";
import { auctionModel } from "./chapters/auctionModel.ts";
import { buildAssets } from "./chapters/buildAssets.ts";
import { callModels } from "./chapters/callModels.ts";
import { catchCopycat } from "./chapters/catchCopycat.ts";
import { catchThief } from "./chapters/catchThief.ts";
import { claimMails } from "./chapters/claimMails.ts";
import { claimRevenue } from "./chapters/claimRevenue.ts";
import { countMarket } from "./chapters/countMarket.ts";
import { countMeter } from "./chapters/countMeter.ts";
import { decideFee } from "./chapters/decideFee.ts";
import { keepVault, type Vault } from "./chapters/keepVault.ts";
import { openNodes, type Nodes } from "./chapters/openNodes.ts";
import { openVault } from "./chapters/openVault.ts";
import { prepareData } from "./chapters/prepareData.ts";
import { proveReceipts } from "./chapters/proveReceipts.ts";
import { proveSolvency } from "./chapters/proveSolvency.ts";
import { registerDataset } from "./chapters/registerDataset.ts";
import { sellAndServe } from "./chapters/sellAndServe.ts";
import { sellUnits } from "./chapters/sellUnits.ts";
import { settleCalls } from "./chapters/settleCalls.ts";
import { slashLiar } from "./chapters/slashLiar.ts";
import { createLedgerBook } from "./ledgerBook.ts";
import { PLAN } from "./plan.ts";
import type { Progress } from "./progress.ts";
import { startChain } from "./startChain.ts";
import type { Story } from "./story.ts";

/** The main job, from mail to money, on a chain of its own. Returns all that the report needs. */
export async function runDemo(progress: Progress): Promise<Story> {
  const start = Date.now();
  progress.step("Starting a chain and deploying Sahara");
  const chain = await startChain();
  let nodes: Nodes | undefined;
  let vault: Vault | undefined;
  try {
    progress.fact(`chain ${chain.chainId} at ${chain.url}`);
    const cast = await createCast(chain, PLAN.allowance);
    const book = createLedgerBook();
    const data = await prepareData(progress);
    const dataset = await registerDataset(cast, data, book, progress);
    const copycat = await catchCopycat(cast, data, dataset, progress);
    vault = await keepVault(cast, data, dataset, progress);
    const opened = await openVault(cast, data, dataset, vault, book, progress);
    const licensed = { dataset: dataset.asset, license: opened.license };
    const built = await buildAssets(cast, data, licensed, book, progress);
    await sellAndServe(cast, data, built, book, progress);

    const signatures = await createSignatures();
    nodes = await openNodes(cast, chain, data, built, progress);
    const made = await callModels(cast, data, nodes.operators, signatures, progress);
    const { operators, calls } = await settleCalls(cast, nodes.operators, made, book, progress);
    const receipts = await proveReceipts(cast, made, signatures, progress);
    const slashing = await slashLiar(cast, built, signatures, book, progress);

    const compute = await askAnalyst(cast, data, dataset, nodes, book, progress);

    const contributors = await claimMails(cast, data, built, book, progress);
    await claimRevenue(cast, built, book, progress);
    const unitSale = await sellUnits(cast, built, book, progress);
    const { auction, owner } = await auctionModel(cast, built, book, progress);
    const theft = await catchThief(cast, data, built, owner, book, progress);
    const vote = await decideFee(cast, built, book, progress);
    const conservation = await proveSolvency(cast, book, progress);

    const meter = await countMeter(cast, progress);
    const market = await countMarket(cast, auction, theft, progress);

    const { duplicates, training, holdOut } = data.corpus;
    const blocks = await cast.provider.getBlockNumber();
    return {
      ...book,
      startedAt: new Date(start).toISOString(),
      seconds: (Date.now() - start) / 1_000,
      // The local chain makes one block for each transaction.
      chain: { id: chain.chainId, url: chain.url, blocks, transactions: blocks },
      corpus: {
        cid: data.root.cid,
        mails: data.mails.length,
        bytes: Number(data.root.bytes),
        duplicates: duplicates.length,
        training: training.length,
        holdOut: holdOut.length,
      },
      ...{ contributors, copycat, vault: opened.card, compute },
      ...{ operators, calls, receipts, slashing, unitSale, auction, theft, vote },
      ...{ conservation, meter, market },
    };
  } finally {
    await nodes?.stop();
    await vault?.stop();
    await chain.stop();
  }
}
