/** What every error of the SDK is: the message says what is wrong and what to do. */
export abstract class SaharaError extends Error {}
