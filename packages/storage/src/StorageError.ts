/** What every error of the vault is: the message says what is wrong and what to do, and never holds a key. */
export abstract class StorageError extends Error {}
