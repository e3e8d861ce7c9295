/** Base of what the command line itself refuses; the message says what is wrong and what to do. */
export abstract class CliError extends Error {}

/** Thrown when the command line can't mean anything; nothing was sent. */
export class UsageError extends CliError {
  override readonly name = "UsageError";
}

/** Thrown when a file can't be read or written, or does not hold what it should. */
export class FileError extends CliError {
  override readonly name = "FileError";
  readonly file: string;

  constructor(file: string, reason: string, options?: ErrorOptions) {
    super(`${file}: ${reason}`, options);
    this.file = file;
  }
}

/** Thrown when the fields of terms contradict each other; nothing was sent. */
export class ContradictoryTermsError extends CliError {
  override readonly name = "ContradictoryTermsError";

  constructor(reason: string, options?: ErrorOptions) {
    super(`The terms contradict themselves. ${reason}`, options);
  }
}

/** Thrown when an account has less of a currency than it is to pay; amounts are as people read them. */
export class TooLittleError extends CliError {
  override readonly name = "TooLittleError";

  constructor(account: string, balance: string, needed: string, options?: ErrorOptions) {
    super(
      `${account} has ${balance}, but ${needed} are needed. Top the account up or pay less.`,
      options,
    );
  }
}

/** Thrown when an account does not cover a call; the amount is as people read it. */
export class NotFundedError extends CliError {
  override readonly name = "NotFundedError";

  constructor(missing: string, options?: ErrorOptions) {
    super(
      `The account with this operator lacks ${missing} for the call. Pass --deposit with that or more.`,
      options,
    );
  }
}

/** Thrown when nothing answers at the RPC URL. */
export class UnreachableNodeError extends CliError {
  override readonly name = "UnreachableNodeError";
  readonly url: string;

  constructor(url: string, options?: ErrorOptions) {
    super(
      `No node answers at ${url}. Start one (./sahara chain), or pass --rpc or set SAHARA_RPC_URL.`,
      options,
    );
    this.url = url;
  }
}

/** Thrown when a command needs an account and none was named. */
export class MissingAccountError extends CliError {
  override readonly name = "MissingAccountError";

  constructor() {
    super(
      "This needs an account. Pass --key-file <file> or set SAHARA_KEY; on a local chain --account 0 will do, " +
        "and for --dry-run --from <address>.",
    );
  }
}

/** Thrown when the private key is no key. The message never shows it. */
export class InvalidKeyError extends CliError {
  override readonly name = "InvalidKeyError";
  readonly source: string;

  constructor(source: string) {
    super(`${source} holds no private key. Put 0x and 64 hex digits there, and nothing else.`);
    this.source = source;
  }
}

/** Thrown when a private key was typed where its file belongs. The message never shows it. */
export class KeyInsteadOfFileError extends CliError {
  override readonly name = "KeyInsteadOfFileError";

  constructor(option: string) {
    super(
      `${option} takes the name of a file, not the key itself, which your shell may now have in its history. ` +
        "Put the key into a file that only you can read, and pass that.",
    );
  }
}

/** Thrown when the development accounts, whose keys everyone knows, are asked for on a real chain. */
export class DevelopmentAccountError extends CliError {
  override readonly name = "DevelopmentAccountError";
  readonly chainId: bigint;

  constructor(chainId: bigint) {
    super(
      `--account names a development account, whose key is public; chain ${chainId} is not a local chain (31337). ` +
        "Use --key-file or SAHARA_KEY.",
    );
    this.chainId = chainId;
  }
}

/** Thrown when content is found in registered assets that it does not name as parents; nothing was sent. */
export class UnnamedParentError extends CliError {
  override readonly name = "UnnamedParentError";

  constructor(content: string, found: readonly { assetId: bigint; percent: number }[]) {
    const shares = found.map(({ assetId, percent }) => `${percent} % are in asset ${assetId}`);
    const ids = found.map(({ assetId }) => assetId);
    super(
      `Of ${content}, ${shares.join(", ")}. Name what it was made from ` +
        `(--parent ${ids[0]}:DERIVED_FROM:<licence>), or leave --compare out if it was not.`,
    );
  }
}

/** Thrown when the answer to a question is no: not found, not permitted, not solvent. */
export class NegativeAnswerError extends CliError {
  override readonly name = "NegativeAnswerError";
}
