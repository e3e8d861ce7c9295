import { ethers, provider } from "../helpers/chain.ts";
import type { Economy } from "./buildEconomy.ts";
import type { Query } from "./ledgerWords.ts";

type Word = { query: Query; value: bigint };

/** The function selector, offset and length of `read(Query[])`, and five words for each query. */
const SELECTOR = ethers.id("read((uint8,uint256,address,address)[])").slice(0, 10);
const MAX_QUERIES_PER_CALL = 60;

const toWord = (value: bigint) => BigInt.asUintN(256, value).toString(16).padStart(64, "0");
const toAddressWord = (address: string) => address.slice(2).toLowerCase().padStart(64, "0");
const encodeArray = (words: readonly string[], length: number) =>
  toWord(32n) + toWord(BigInt(length)) + words.join("");

/** Compares words of the model with the chain's, bit for bit; throws an error that names each difference. */
export async function compareWords({ addresses }: Economy, words: readonly Word[]): Promise<void> {
  for (let start = 0; start < words.length; start += MAX_QUERIES_PER_CALL) {
    await compareSome(addresses.probe, words.slice(start, start + MAX_QUERIES_PER_CALL));
  }
}

async function compareSome(probe: string, words: readonly Word[]): Promise<void> {
  const queries = words.map(
    ({ query }) =>
      toWord(BigInt(query.kind)) +
      toWord(query.assetId) +
      toAddressWord(query.token) +
      toAddressWord(query.account),
  );
  const data = SELECTOR + encodeArray(queries, words.length);
  const expected = `0x${encodeArray(
    words.map(({ value }) => toWord(value)),
    words.length,
  )}`;
  const actual: unknown = await provider.request({
    method: "eth_call",
    params: [{ to: probe, data }, "latest"],
  });
  if (actual !== expected) throw new Error(describeDifferences(words, String(actual)));
}

function describeDifferences(words: readonly Word[], actual: string): string {
  const HEADER = 2 + 2 * 64;
  const lines = words.flatMap(({ query, value }, index) => {
    const start = HEADER + index * 64;
    const found = `0x${actual.slice(start, start + 64)}`;
    const wanted = `0x${toWord(value)}`;
    if (found === wanted) return [];
    const { kind, assetId, token, account } = query;
    const place = `kind ${kind}, asset ${assetId}, token ${token}, account ${account}`;
    return [`${place}: the ledger has ${found}, the model ${wanted}`];
  });
  return lines.join("\n");
}
