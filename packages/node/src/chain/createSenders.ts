import { computeAddress } from "ethers";

import { createSender, type Sender, type SenderDeps } from "./createSender.ts";

/** Finds the sender of a key: one for each account, since two would take each other's nonces. */
export function createSenders(
  deps: Omit<SenderDeps, "privateKey">,
): (privateKey: string) => Sender {
  const senders = new Map<string, Sender>();

  return (privateKey) => {
    const account = computeAddress(privateKey);
    const sender = senders.get(account) ?? createSender({ ...deps, privateKey });
    senders.set(account, sender);
    return sender;
  };
}
