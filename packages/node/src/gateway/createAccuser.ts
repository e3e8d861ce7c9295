import type { Signer } from "ethers";

import type { IDivergences } from "../../../../typechain-types/contracts/interfaces/IDivergences.ts";
import type { Contradiction, Testimony } from "./createAuditor.ts";

/** The part of the token that a bond needs. */
type BondToken = {
  connect: (signer: Signer) => {
    approve: (spender: string, amount: bigint) => Promise<{ wait: () => Promise<unknown> }>;
  };
};

/** Opens a dispute over each contradiction, with the bond of `signer`, who gets it back unless nobody was wrong. */
export function createAccuser({
  divergences,
  token,
  signer,
}: {
  divergences: IDivergences;
  token: BondToken;
  signer: Signer;
}): (contradiction: Contradiction) => Promise<void> {
  return async ({ first, second }) => {
    const bond = await divergences.bond();
    await (await token.connect(signer).approve(await divergences.getAddress(), bond)).wait();
    const opening = await divergences
      .connect(signer)
      .open(toSigned(first), first.offer, toSigned(second), second.offer);
    await opening.wait();
  };
}

const toSigned = ({ receipt, signature }: Testimony) => ({ receipt, signature });
