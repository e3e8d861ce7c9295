import {
  concat,
  dataLength,
  dataSlice,
  getAddress,
  Interface,
  type Provider,
  recoverAddress,
  toBeHex,
  toBigInt,
} from "ethers";

import {
  MAX_SIGNATURE_GAS,
  type SignatureCheck,
  type SignatureQuery,
  type SignatureRefusal,
} from "./SignatureCheck.ts";

const ERC1271 = new Interface([
  "function isValidSignature(bytes32 hash, bytes signature) view returns (bytes4)",
]);
/** The answer that means yes, as it stands in a word. */
const MAGIC_VALUE = 0x1626ba7en << 224n;
const WORD = 32;
/** What a refusal may consist of: four bytes, and zeros. */
const AFTER_SELECTOR = (1n << 224n) - 1n;
/** Pays for asking, beside what the account may take. */
const ASKING_GAS = 1_000_000n;

/**
 * Judges a signature as the contracts do. It is first read as that of a key, so that an account with an EIP-7702
 * delegation signs as it did before it had code. Then the account's code is asked (ERC-1271).
 */
export function createSignatureCheck(
  provider: Pick<Provider, "call">,
  maxGas = MAX_SIGNATURE_GAS,
): SignatureCheck {
  return async (query) => {
    if (recoverKey(query) === getAddress(query.account)) return { signed: true };
    const refusal = refusalIn(await ask(provider, query, maxGas), maxGas);
    return refusal === undefined ? { signed: true } : { signed: false, reason: refusal };
  };
}

/** Whose key signed; undefined when nobody's can have. */
function recoverKey({ digest, signature }: SignatureQuery): string | undefined {
  try {
    return recoverAddress(digest, signature);
  } catch {
    return undefined;
  }
}

/** What came of asking an account's code. */
type Outcome = {
  readonly answered: boolean;
  readonly gasUsed: bigint;
  readonly codeBytes: bigint;
  readonly answerBytes: bigint;
  readonly firstWord: bigint;
};

function refusalIn(outcome: Outcome, maxGas: bigint): SignatureRefusal | undefined {
  const { answered, gasUsed, codeBytes, answerBytes, firstWord } = outcome;
  if (codeBytes === 0n) return "OTHER_SIGNER";
  if (!answered) return gasUsed < maxGas ? "REVERTED" : "OUT_OF_GAS";
  if (answerBytes < WORD) return "MALFORMED";
  if (firstWord === MAGIC_VALUE) return undefined;
  const isBytes4 = answerBytes === BigInt(WORD) && (firstWord & AFTER_SELECTOR) === 0n;
  return isBytes4 ? "DISAPPROVED" : "MALFORMED";
}

async function ask(
  provider: Pick<Provider, "call">,
  { account, digest, signature }: SignatureQuery,
  maxGas: bigint,
): Promise<Outcome> {
  const question = ERC1271.encodeFunctionData("isValidSignature", [digest, signature]);
  const data = questionCode(account, question, maxGas);
  const result = await provider.call({ data, gasLimit: maxGas + ASKING_GAS });
  if (dataLength(result) !== 5 * WORD)
    throw new Error("cannot happen: the code returns five words");
  const wordAt = (index: number) => toBigInt(dataSlice(result, index * WORD, (index + 1) * WORD));
  return {
    answered: wordAt(0) === 1n,
    gasUsed: wordAt(1),
    codeBytes: wordAt(2),
    answerBytes: wordAt(3),
    firstWord: wordAt(4),
  };
}

/**
 * Code to be run by a call that creates nothing: it asks the account, and returns the words of an {@link Outcome}. A plain call
 * to the account could not tell one that burns its gas from one that reverts but by the text of the node's error, and
 * would fetch an answer of any size.
 */
function questionCode(account: string, question: string, maxGas: bigint): string {
  const length = toBeHex(dataLength(question), 2);
  const assemble = (codeLength: string) =>
    concat([
      // The question follows the code: codecopy(0, codeLength, length)
      ...["0x61", length, "0x61", codeLength, "0x600039"],
      // extcodesize(account), gas()
      ...["0x73", account, "0x3b5a"],
      // staticcall(maxGas, account, 0, length, 128, 32), gas()
      ...["0x6020608061", length, "0x600073", account, "0x63", toBeHex(maxGas, 4)],
      "0xfa5a",
      // Stored from the top of the stack: whether it answered, the difference in gas, the size of the code
      ...["0x90600052", "0x9003602052", "0x604052"],
      // mstore(96, returndatasize()), return(0, 160)
      ...["0x3d606052", "0x60a06000f3"],
    ]);
  const code = assemble(toBeHex(dataLength(assemble("0x0000")), 2));
  return concat([code, question]);
}
