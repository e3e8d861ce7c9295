import { createRequire } from "node:module";

/** What is used of the package `secp256k1`, which comes without types. */
export type NativeSecp256k1 = {
  ecdsaSign: (
    digest: Uint8Array,
    privateKey: Uint8Array,
  ) => { signature: Uint8Array; recid: number };
  ecdsaRecover: (
    signature: Uint8Array,
    recid: number,
    digest: Uint8Array,
    compressed: boolean,
  ) => Uint8Array;
};

/**
 * libsecp256k1, or null where the package is not installed or has no binary for this machine. Its main entry would
 * then silently load a slow implementation instead, so its bindings are asked for by name.
 */
export function loadNative(): NativeSecp256k1 | null {
  try {
    return createRequire(import.meta.url)("secp256k1/bindings.js") as NativeSecp256k1;
  } catch (error) {
    if (isAbsence(error)) return null;
    throw error;
  }
}

/** Not installed, or `node-gyp-build` found no binary. A binary that does not load is neither, and is reported. */
function isAbsence(error: unknown): boolean {
  const { code, message } = error as { code?: string; message: string };
  return code === "MODULE_NOT_FOUND" || message.startsWith("No native build was found");
}
