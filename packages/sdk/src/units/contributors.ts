import { InvalidContributorsError } from "../errors/inputErrors.ts";
import { type Address, parseAddress } from "../values/address.ts";

/** Units of an asset: its whole revenue. One basis point of royalty is 10,000 of them. */
export const UNITS = 100_000_000n;
/** Units in one basis point. */
export const UNITS_PER_BPS = 10_000n;

/** Who is owed how many of an asset's {@link UNITS}. */
export type Contributor = { account: Address; units: bigint };

/**
 * Checks a list of contributors.
 *
 * @throws {InvalidAddressError} When an account is none.
 * @throws {InvalidContributorsError} When somebody gets nothing, or all together more than there is.
 */
export function parseContributors(contributors: readonly Contributor[]): Contributor[] {
  const parsed = contributors.map(({ account, units }, index) => {
    if (typeof units !== "bigint" || units <= 0n) {
      throw new InvalidContributorsError(`${String(units)} is no number of units.`, BigInt(index));
    }
    return { account: parseAddress(account, `contributor ${index}`), units };
  });
  const sum = parsed.reduce((total, { units }) => total + units, 0n);
  if (sum > UNITS) {
    throw new InvalidContributorsError(
      `Together they get ${sum} units, but an asset has ${UNITS} and owes its royalties from them.`,
    );
  }
  return parsed;
}
