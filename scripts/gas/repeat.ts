/** A list of the same thing several times. */
export const repeat = <T>(item: T, times: number): T[] => Array.from({ length: times }, () => item);
