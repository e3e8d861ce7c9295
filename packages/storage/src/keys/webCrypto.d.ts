import type { webcrypto } from "node:crypto";

// The declarations of @hpke/core use the browser's global names for what Node.js declares in its module.
declare global {
  type CryptoKey = webcrypto.CryptoKey;
  type CryptoKeyPair = webcrypto.CryptoKeyPair;
}
