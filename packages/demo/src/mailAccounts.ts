import { computeAddress, id } from "ethers";

/**
 * The account of the one who contributed a mail: each has its own. Its private key is the hash of these words and the
 * mail's name, so that anybody can check whose an account is, and claim with it.
 */
export function accountOf(mailId: string): string {
  return computeAddress(id(`contributor of ${mailId}`));
}
