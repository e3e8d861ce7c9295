/** This machine's time, in Unix seconds. */
export const unixNow = (): bigint => BigInt(Math.floor(Date.now() / 1_000));
