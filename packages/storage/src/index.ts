export { type Block, type BlockSource, type BlockStore, MAX_BLOCK_BYTES } from "./blocks/Block.ts";
export {
  BlockCorruptError,
  BlockMissingError,
  BlockTooLargeError,
  MalformedNodeError,
} from "./blocks/blockErrors.ts";
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
export { MalformedCarError } from "./car/carFormat.ts";
export { connectCustodian, type CustodianPlace } from "./custodian/connectCustodian.ts";
export type { ReleaseLog } from "./custodian/createReleaseLog.ts";
export {
  type LicenceCheck,
  type LicenceQuery,
  type LicenceRefusal,
  type LicenceVerdict,
} from "./custodian/LicenceCheck.ts";
export { type CustodianStore, openCustodianStore } from "./custodian/openCustodianStore.ts";
export { serveCustodian, type ServeCustodianParameters } from "./custodian/serveCustodian.ts";
export {
  type Commitment,
  type CustodianSeat,
  type Custody,
  custodyDigest,
  type CustodyPlace,
  custodyToJson,
} from "./custody/custody.ts";
export {
  CustodianError,
  type CustodianFault,
  type FaultKind,
  NotEnoughSharesError,
} from "./custody/custodianFaults.ts";
export { type CustodyPolicy, custodyPolicy, isPolicyOf } from "./custody/custodyPolicy.ts";
export { depositShares, type DepositSharesParameters } from "./custody/depositShares.ts";
export {
  type CustodianDescription,
  describeCustodian,
  type DescribeCustodianParameters,
} from "./custody/describeCustodian.ts";
export {
  grantToJson,
  parseGrant,
  type WrappedGrant,
  wrappedKeyHash,
} from "./custody/grantDocument.ts";
export { parseCustody } from "./custody/parseCustody.ts";
export { MalformedDocumentError } from "./custody/parseFields.ts";
export { type RequestedKey, requestKey, type RequestKeyParameters } from "./custody/requestKey.ts";
export { shareKey, type ShareKeyParameters, type WrappedShare } from "./custody/shareKey.ts";
export {
  type CustodyDomain,
  RELEASE_REQUEST_TYPES,
  SHARE_DEPOSIT_TYPES,
} from "./custody/signedMessages.ts";
export { decrypt, type OpenVault } from "./encryption/decrypt.ts";
export { encryptBytes } from "./encryption/encrypt.ts";
export {
  createFileKey,
  exportFileKey,
  type FileKey,
  importFileKey,
  InvalidFileKeyError,
} from "./encryption/fileKey.ts";
export {
  SegmentError,
  type SegmentFault,
  vaultLength,
  VaultTooLargeError,
} from "./encryption/segments.ts";
export {
  type HeaderFault,
  SEGMENT_BYTES,
  VaultHeaderError,
  type VaultKind,
} from "./encryption/vaultHeader.ts";
export { FilePathError } from "./filePaths.ts";
export { FileChangedError, NotAFileError } from "./files/listFolder.ts";
export { TargetExistsError } from "./files/writeOutput.ts";
export {
  MAX_METADATA_BYTES,
  metadataRoot,
  type MetadataRoot,
  MetadataTooLargeError,
} from "./metadataRoot.ts";
export {
  createGatewaySource,
  GatewayError,
  type GatewaySourceOptions,
} from "./gateway/createGatewaySource.ts";
export { serveGateway, type ServeGatewayParameters } from "./gateway/serveGateway.ts";
export type { FailureLog, HttpServer } from "@sahara/http";
export {
  createEncryptionKeys,
  type EncryptionKeys,
  exportEncryptionKeys,
  importEncryptionKeys,
  InvalidEncryptionKeyError,
  type PublicKey,
} from "./keys/encryptionKeys.ts";
export { UnwrapError } from "./keys/hpke.ts";
export {
  combineShares,
  InvalidSharesError,
  InvalidThresholdError,
  type Share,
  splitSecret,
} from "./keys/shamir.ts";
export { type KeyGrant, unwrapFileKey, wrapFileKey } from "./keys/wrapFileKey.ts";
export { MalformedPackError } from "./pack/packFormat.ts";
export type { ByteStream } from "./streams/cutEvery.ts";
export { StorageError } from "./StorageError.ts";
export { createFolderStore } from "./store/createFolderStore.ts";
export { createMirrors } from "./store/createMirrors.ts";
export { createSignatureCheck } from "./custodian/createSignatureCheck.ts";
export {
  SIGNATURE_REFUSALS,
  type SignatureCheck,
  type SignatureVerdict,
} from "./custodian/SignatureCheck.ts";
export { importSqlite } from "./store/importSqlite.ts";
export { addFile, type AddFileParameters } from "./vault/addFile.ts";
export { addFiles, type AddFilesParameters, type HeldFile } from "./vault/addFiles.ts";
export { addFolder, type AddFolderParameters } from "./vault/addFolder.ts";
export type { AddedVault, AddOptions, VaultProgress } from "./vault/addVault.ts";
export { exportCar, type ExportCarParameters } from "./vault/exportCar.ts";
export { fetchFile, type FetchFileParameters } from "./vault/fetchFile.ts";
export { fetchFiles } from "./vault/fetchFiles.ts";
export { fetchFolder, type FetchFolderParameters } from "./vault/fetchFolder.ts";
export { type FetchOptions, WrongContentError, WrongKindError } from "./vault/openVault.ts";
export { importCar, type ImportCarParameters, type ImportedCar } from "./vault/importCar.ts";
export { replicate, type Replicated, type ReplicateParameters } from "./vault/replicate.ts";
