/** Reads something unless it was read a moment ago; whoever asks meanwhile gets the same answer. */
export type Recent = <T>(name: string, read: () => Promise<T>) => Promise<T>;

/**
 * Remembers what was read for a while. What failed is read again.
 *
 * @param maxAgeMs 0 remembers nothing.
 */
export function createRecent(maxAgeMs: number, clock: () => number = () => performance.now()) {
  const known = new Map<string, { readAt: number; value: Promise<unknown> }>();

  const recent: Recent = <T>(name: string, read: () => Promise<T>): Promise<T> => {
    const found = known.get(name);
    // A name always stands for values of one type.
    if (found !== undefined && clock() - found.readAt < maxAgeMs) return found.value as Promise<T>;
    const value = read();
    if (maxAgeMs === 0) return value;
    known.set(name, { readAt: clock(), value });
    value.catch(() => known.delete(name));
    return value;
  };
  return recent;
}
