export {
  compareWithRegistered,
  type CompareOptions,
  type Originality,
  type RegisteredAsset,
  type Resemblance,
} from "./compareWithRegistered.ts";
export {
  createFingerprinter,
  type Fingerprinter,
  MAX_CHUNK_HASHES,
} from "./createFingerprinter.ts";
export {
  type Fingerprint,
  FingerprintError,
  parseFingerprint,
  serializeFingerprint,
} from "./Fingerprint.ts";
