import { classify } from "@sahara/models";

import { buy } from "../buy.ts";
import type { Cast, Person } from "../cast.ts";
import { heldOutMails } from "../heldOutMails.ts";
import type { LedgerBook } from "../ledgerBook.ts";
import { PLAN } from "../plan.ts";
import type { Progress } from "../progress.ts";
import type { BuiltAssets } from "./buildAssets.ts";
import type { PreparedData } from "./prepareData.ts";

/** Customers subscribe to the agent, have their mail sorted by it and pay for every mail, each in another way. */
export async function sellAndServe(
  cast: Cast,
  data: PreparedData,
  built: BuiltAssets,
  book: LedgerBook,
  progress: Progress,
): Promise<void> {
  progress.step("Customers subscribe to the agent and have mail sorted");
  const mails = heldOutMails(data);
  for (const [index, customer] of cast.customers.entries()) {
    await buy(book, {
      buyer: customer,
      asset: built.agent,
      terms: built.agentTerms,
      what: "subscription, 30 days",
    });
    const batch = mails.slice(index * PLAN.mailsPerCustomer, (index + 1) * PLAN.mailsPerCustomer);
    const right = batch.filter(
      (mail) => classify(built.tuned, mail.bytes).label === mail.label,
    ).length;
    book.sorted.made += batch.length;
    book.sorted.correct += right;
    progress.fact(`${customer.name}: ${batch.length} mails sorted, ${right} rightly`);
    await payBill(
      customer,
      index,
      BigInt(batch.length) * PLAN.pricePerMail,
      cast,
      built.agent,
      book,
    );
  }
}

/** The first customer pays by transaction, the second signs and somebody else sends, the third makes a plain transfer. */
async function payBill(
  customer: Person,
  index: number,
  amount: bigint,
  cast: Cast,
  agent: bigint,
  book: LedgerBook,
): Promise<void> {
  const token = customer.sahara.clients.addresses.token;
  const enter = (what: string, received: bigint, transaction: string) =>
    book.income.push({ asset: agent, payer: customer.name, what, amount: received, transaction });

  if (index === 0) {
    const paid = await customer.sahara.pay({ assetId: agent, token, amount, approve: "exact" });
    enter("mails sorted, paid by transaction", paid.received, paid.hash);
    book.gas.push({ step: "Pay the agent", gas: paid.gasUsed, peer: PEERS.pay });
  } else if (index === 1) {
    const signed = await customer.sahara.signPaymentAuthorization({
      assetId: agent,
      token,
      amount,
    });
    const paid = await cast.agentMaker.sahara.payWithAuthorization({ signed });
    enter("mails sorted, paid by signature", paid.received, paid.hash);
    book.gas.push({
      step: "Pay by signature, sent by the agent's maker",
      gas: paid.gasUsed,
      peer: PEERS.authorization,
    });
  } else {
    const inbox = await customer.sahara.inboxOf({ assetId: agent });
    const sahara = customer.sahara.clients.contracts.token.connect(customer.signer);
    await (await sahara.transfer(inbox, amount)).wait();
    const swept = await cast.agentMaker.sahara.sweepInbox({ assetId: agent, token });
    enter("mails sorted, sent to the inbox", swept.received, swept.hash);
    book.gas.push({ step: "Sweep the inbox, deploying it", gas: swept.gasUsed });
  }
}

const PEERS = {
  pay: { name: "Story: pay an asset with ancestors", gas: 164_523n },
  authorization: { name: "x402 exact: one transfer, no attribution", gas: 64_351n },
} as const;
