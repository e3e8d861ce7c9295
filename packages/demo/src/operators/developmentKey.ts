import { HDNodeWallet, Mnemonic } from "ethers";

/** The phrase that Hardhat's local accounts come from; everyone knows it. */
const PHRASE = "test test test test test test test test test test test junk";
const ACCOUNTS = 20;

/** The private key of an account of the local chain, for a process that signs by itself. */
export function developmentKey(account: string): string {
  const parent = HDNodeWallet.fromMnemonic(Mnemonic.fromPhrase(PHRASE), "m/44'/60'/0'/0");
  for (let index = 0; index < ACCOUNTS; index++) {
    const { address, privateKey } = parent.deriveChild(index);
    if (address === account) return privateKey;
  }
  throw new Error(`${account} is no account of the local chain.`);
}
