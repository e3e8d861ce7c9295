import type { Clients } from "../clients.ts";
import { InvalidCurrenciesError } from "../errors/inputErrors.ts";
import { type Address, NATIVE, parseCurrency } from "./address.ts";

/** Most currencies an asset may accept. */
const MAX_CURRENCIES = 4;

type LedgerClients = Pick<Clients, "contracts" | "addresses">;

/** The ledger's list; the position of a currency is its bit in a mask. */
async function listCurrencies({ contracts }: LedgerClients): Promise<Address[]> {
  return [...(await contracts.ledger.currencies())];
}

/**
 * The bit mask of some currencies.
 *
 * @throws {InvalidCurrenciesError} When there is none or more than 4, or one is not listed.
 */
export async function toCurrencyMask(
  clients: LedgerClients,
  currencies: readonly Address[],
): Promise<bigint> {
  const listed = await listCurrencies(clients);
  let mask = 0n;
  for (const currency of currencies.map((currency) => parseCurrency(currency))) {
    const index = listed.indexOf(currency);
    if (index === -1) {
      throw new InvalidCurrenciesError(currencies, `the ledger does not list ${currency}.`);
    }
    mask |= 1n << BigInt(index);
  }
  requireFew(currencies, mask);
  return mask;
}

/** The currencies of a bit mask; a bit that is not listed yet has none. */
export async function fromCurrencyMask(clients: LedgerClients, mask: bigint): Promise<Address[]> {
  const listed = await listCurrencies(clients);
  return listed.filter((_, index) => ((mask >> BigInt(index)) & 1n) === 1n);
}

/** What an asset accepts unless told: everything that all its parents do, or the native coin and SAHARA. */
export async function defaultCurrencyMask(
  clients: LedgerClients,
  parents: readonly bigint[],
): Promise<bigint> {
  if (parents.length === 0) return await toCurrencyMask(clients, [NATIVE, clients.addresses.token]);
  const accounts = await Promise.all(
    parents.map((parent) => clients.contracts.ledger.accountOf(parent)),
  );
  const mask = accounts.reduce((common, { accepted }) => common & accepted, (1n << 32n) - 1n);
  requireFew(await fromCurrencyMask(clients, mask), mask);
  return mask;
}

function requireFew(currencies: readonly Address[], mask: bigint): void {
  const count = mask.toString(2).replaceAll("0", "").length;
  if (mask === 0n)
    throw new InvalidCurrenciesError(currencies, "accept at least one that every parent accepts.");
  if (count > MAX_CURRENCIES) {
    throw new InvalidCurrenciesError(currencies, `accept at most ${MAX_CURRENCIES}.`);
  }
}
