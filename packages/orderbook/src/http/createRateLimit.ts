import type { IncomingMessage } from "node:http";
import { isIPv6 } from "node:net";

import { BookError } from "./BookError.ts";

export type RateLimitOptions = {
  /** What a client may spend at once, and how much of it comes back in a second. */
  readonly burst: number;
  readonly perSecond: number;
  /** Proxies before the server, each of which writes down the address it was asked from. */
  readonly trustedProxies: number;
  /** Milliseconds that only go forward. */
  readonly clock: () => number;
  /** Clients that are remembered; those that were silent longest are forgotten, with what they had spent. */
  readonly maxClients?: number | undefined;
};

const MAX_CLIENTS = 10_000;

type Bucket = { tokens: number; at: number };

/** Lets each client spend so much (a token bucket a client), and refuses more. Memory is bounded. */
export function createRateLimit({
  burst,
  perSecond,
  trustedProxies,
  clock,
  maxClients = MAX_CLIENTS,
}: RateLimitOptions) {
  const buckets = new Map<string, Bucket>();

  function bucketOf(client: string): Bucket {
    const at = clock();
    const found = buckets.get(client) ?? { tokens: burst, at };
    const tokens = Math.min(burst, found.tokens + ((at - found.at) / 1_000) * perSecond);
    // The first of a map is what was put there longest ago.
    buckets.delete(client);
    const bucket = { tokens, at };
    buckets.set(client, bucket);
    const [oldest] = buckets.keys();
    if (buckets.size > maxClients && oldest !== undefined) buckets.delete(oldest);
    return bucket;
  }

  return {
    /** @throws {BookError} `rate-limited`, and says when to come back. */
    spend: (request: IncomingMessage, cost: number): void => {
      const bucket = bucketOf(clientOf(request, trustedProxies));
      if (bucket.tokens >= cost) {
        bucket.tokens -= cost;
        return;
      }
      const seconds = Math.ceil((cost - bucket.tokens) / perSecond);
      throw new BookError("rate-limited", `Come back in ${seconds} s.`, {
        headers: { "Retry-After": `${seconds}` },
      });
    },
    clients: () => buckets.size,
  };
}

/**
 * Whose request it is. What stands in the header beyond the trusted proxies was written by whoever liked to, so it is
 * counted from the end; a client of IPv6 has a whole network of addresses and counts as one.
 */
export function clientOf(request: IncomingMessage, trustedProxies: number): string {
  const forwarded = [request.headers["x-forwarded-for"] ?? []].flat().join(",").split(",");
  const named = trustedProxies === 0 ? undefined : forwarded.at(-trustedProxies)?.trim();
  const address = named === undefined || named === "" ? request.socket.remoteAddress : named;
  if (address === undefined) return "unknown";
  if (!isIPv6(address) || address.toLowerCase().startsWith("::ffff:")) return address.slice(0, 64);
  const groups = new URL(`http://[${address.replace(/%.*/, "")}]`).hostname.slice(1, -1);
  return prefixOf(groups);
}

/** The first 64 bits of an address in its shortest form. */
function prefixOf(address: string): string {
  const [head = "", tail] = address.split("::");
  const left = head === "" ? [] : head.split(":");
  const right = tail === undefined || tail === "" ? [] : tail.split(":");
  const zeros = Array.from({ length: 8 - left.length - right.length }, () => "0");
  return [...left, ...(tail === undefined ? [] : zeros), ...right].slice(0, 4).join(":");
}
