import { type Provider, Signature } from "ethers";

import type { UsageContracts } from "../../chain/UsageContracts.ts";
import type { Sender } from "../../chain/createSender.ts";
import { ProblemError } from "../../http/ProblemError.ts";
import type { TransferAuthorization } from "../../store/Store.ts";

export type Settler = ReturnType<typeof createSettler>;

export type SettlerDeps = {
  readonly token: UsageContracts["token"];
  readonly provider: Provider;
  readonly sender: Sender;
  readonly fromBlock: number;
};

/** Moves the money of ERC-3009 authorizations. */
export function createSettler({ token, provider, sender, fromBlock }: SettlerDeps) {
  /** The transaction that paid the receiver by this authorization; undefined if none did. */
  async function findSettlement(
    { from, nonce, value }: TransferAuthorization,
    receiver: string,
  ): Promise<string | undefined> {
    if (!(await token.authorizationState(from, nonce))) return undefined;
    const filter = token.filters.AuthorizationUsed(from, nonce);
    const [used] = await token.queryFilter(filter, fromBlock);
    if (used === undefined) return undefined;
    // The payer may have signed the same nonce for somebody else.
    const receipt = await provider.getTransactionReceipt(used.transactionHash);
    const paid = receipt?.logs.some((log) => {
      const transfer = token.interface.parseLog(log);
      return (
        transfer?.name === "Transfer" &&
        String(transfer.args[0]).toLowerCase() === from &&
        String(transfer.args[1]).toLowerCase() === receiver.toLowerCase() &&
        transfer.args[2] === value
      );
    });
    return paid === true ? used.transactionHash : undefined;
  }

  return {
    findSettlement,

    /**
     * Moves the money to the receiver, once, and returns the transaction that did.
     *
     * @throws {ProblemError} `payment-required`, when the chain does not take the authorization.
     */
    async settle(authorization: TransferAuthorization, receiver: string): Promise<string> {
      const { from, to, value, validAfter, validBefore, nonce } = authorization;
      const terms = [from, to, value, validAfter, validBefore, nonce] as const;
      const { v, r, s } = Signature.from(authorization.signature);
      try {
        const receipt = await sender.send((signer) =>
          token.connect(signer).transferWithAuthorization(...terms, v, r, s),
        );
        return receipt.hash;
      } catch (cause) {
        // It may have moved before, or somebody else may have sent it: the money is there all the same.
        const settled = await findSettlement(authorization, receiver);
        if (settled !== undefined) return settled;
        const detail = "The chain did not take the payment; nothing was charged.";
        throw new ProblemError("payment-required", detail, { cause });
      }
    },
  };
}
