export { canonicalJson, type JsonValue, MAX_JSON_DEPTH, NotJsonError } from "./canonicalJson.ts";
export {
  type CidCodec,
  cidDigest,
  type CidFault,
  cidFromDigest,
  type Digest,
  MalformedDigestError,
  UnsupportedCidError,
} from "./cid.ts";
export {
  type ByteSource,
  type ContentProgress,
  contentRoot,
  type ContentRoot,
  type ContentRootOptions,
  type ContentSource,
  EmptyDirectoryError,
  type FileEntry,
} from "./contentRoot.ts";
export { FilePathError } from "./filePaths.ts";
export {
  MAX_METADATA_BYTES,
  metadataRoot,
  type MetadataRoot,
  MetadataTooLargeError,
} from "./metadataRoot.ts";
