export type FreeQuota = ReturnType<typeof createFreeQuota>;

const SECONDS_PER_DAY = 86_400;
/** Callers that are remembered; beyond them nobody new gets free calls on that day. */
const MAX_CALLERS = 100_000;

/** Counts the free calls of a day (UTC) by caller and offer. A restart forgets them. */
export function createFreeQuota({ now }: { now: () => number }) {
  let day = 0;
  let used = new Map<string, number>();

  return {
    /** Takes one of `limit` free calls; false if there is none left. */
    take(caller: string, offerId: string, limit: number): boolean {
      const today = Math.floor(now() / SECONDS_PER_DAY);
      if (today !== day) {
        day = today;
        used = new Map();
      }
      const key = `${caller} ${offerId}`;
      const count = used.get(key) ?? 0;
      if (count >= limit || (count === 0 && used.size >= MAX_CALLERS)) return false;
      used.set(key, count + 1);
      return true;
    },
  };
}
