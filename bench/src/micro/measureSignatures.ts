import { createDigests, ethersSignatures, fromHex, toHex, USAGE_TYPES } from "@sahara/sdk";
import { createSignatures } from "@sahara/signatures";
import { TypedDataEncoder, verifyTypedData, Wallet } from "ethers";
import { hashTypedData, recoverAddress, recoverTypedDataAddress } from "viem";
import { privateKeyToAccount } from "viem/accounts";

import type { MicroOptions, MicroRates } from "./MicroReport.ts";
import { measureRates } from "./measureRates.ts";
import { SAMPLE_DOMAIN, SAMPLE_KEY, SAMPLE_RECEIPT, SAMPLE_VOUCHER } from "./samples.ts";

const VOUCHER_TYPES = { UsageVoucher: [...USAGE_TYPES.UsageVoucher] };
const RECEIPT_TYPES = { CallReceipt: [...USAGE_TYPES.CallReceipt] };

/** Vouchers verified, receipts signed and digests computed a second, beside ethers and viem. */
export async function measureSignatures(options: MicroOptions): Promise<MicroRates> {
  const fast = await createSignatures();
  const digests = createDigests(SAMPLE_DOMAIN, fast);
  const portable = createDigests(SAMPLE_DOMAIN, ethersSignatures);
  const key = fromHex(SAMPLE_KEY);
  const digest = digests.digest("UsageVoucher", SAMPLE_VOUCHER);
  const signature = fast.sign(digest, key);
  const hex = toHex(signature) as `0x${string}`;
  const hash = toHex(digest) as `0x${string}`;
  const wallet = new Wallet(SAMPLE_KEY);
  const account = privateKeyToAccount(SAMPLE_KEY as `0x${string}`);
  // viem asks for addresses as a type of their own.
  const domain = SAMPLE_DOMAIN as typeof SAMPLE_DOMAIN & { verifyingContract: `0x${string}` };
  const voucher = {
    ...{ domain, types: VOUCHER_TYPES, primaryType: "UsageVoucher" as const },
    message: SAMPLE_VOUCHER as never,
  };
  const receipt = {
    ...{ domain, types: RECEIPT_TYPES, primaryType: "CallReceipt" as const },
    message: SAMPLE_RECEIPT as never,
  };

  return {
    "verify a voucher": await measureRates(
      {
        sahara: () => fast.recover(digests.digest("UsageVoucher", SAMPLE_VOUCHER), signature),
        "sahara without native code": () =>
          ethersSignatures.recover(portable.digest("UsageVoucher", SAMPLE_VOUCHER), signature),
        ethers: () => verifyTypedData(domain, VOUCHER_TYPES, SAMPLE_VOUCHER, hex),
        viem: () => recoverTypedDataAddress({ ...voucher, signature: hex }),
      },
      options,
    ),
    "sign a receipt": await measureRates(
      {
        sahara: () => fast.sign(digests.digest("CallReceipt", SAMPLE_RECEIPT), key),
        "sahara without native code": () =>
          ethersSignatures.sign(portable.digest("CallReceipt", SAMPLE_RECEIPT), key),
        ethers: () => wallet.signTypedData(domain, RECEIPT_TYPES, SAMPLE_RECEIPT),
        viem: () => account.signTypedData(receipt),
      },
      options,
    ),
    "digest of a voucher": await measureRates(
      {
        sahara: () => digests.digest("UsageVoucher", SAMPLE_VOUCHER),
        "sahara without native code": () => portable.digest("UsageVoucher", SAMPLE_VOUCHER),
        ethers: () => TypedDataEncoder.hash(domain, VOUCHER_TYPES, SAMPLE_VOUCHER),
        viem: () => hashTypedData(voucher),
      },
      options,
    ),
    "recover an address from a digest": await measureRates(
      {
        sahara: () => fast.recover(digest, signature),
        "sahara without native code": () => ethersSignatures.recover(digest, signature),
        viem: () => recoverAddress({ hash, signature: hex }),
      },
      options,
    ),
  };
}
