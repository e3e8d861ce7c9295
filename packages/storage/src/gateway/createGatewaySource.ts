import { setTimeout as delay } from "node:timers/promises";

import { type BlockSource, MAX_BLOCK_BYTES, verifyBlock } from "../blocks/Block.ts";
import { BlockMissingError, BlockTooLargeError } from "../blocks/blockErrors.ts";
import { StorageError } from "../StorageError.ts";

export type GatewaySourceOptions = {
  /** For example `https://trustless-gateway.link`. */
  url: string;
  /** Time for one block. Defaults to 30 s. */
  timeoutMs?: number | undefined;
  /** How often a request is made that the gateway did not answer. Defaults to 3. */
  attempts?: number | undefined;
};

/** Thrown when a gateway can't be asked, or answers otherwise than the specification says. Another try may help. */
export class GatewayError extends StorageError {
  override readonly name = "GatewayError";
  readonly url: string;
  readonly status: number | undefined;

  constructor(url: string, status: number | undefined, options?: ErrorOptions) {
    const what = status === undefined ? "did not answer" : `answered with status ${status}`;
    super(`The gateway ${url} ${what}. Try again later, or use another gateway.`, options);
    this.url = url;
    this.status = status;
  }
}

const RAW_TYPE = "application/vnd.ipld.raw";
const FIRST_WAIT_MS = 200;
/** What the path-gateway specification answers for content that is not there, or not at once. */
const ABSENCES = [404, 410, 412, 451];

/**
 * Blocks from any server that speaks the IPFS trustless gateway specification. Nothing that it says is believed: each
 * block is verified.
 */
export function createGatewaySource({
  url,
  timeoutMs = 30_000,
  attempts = 3,
}: GatewaySourceOptions): BlockSource {
  const place = url.replace(/\/+$/, "");

  async function ask(method: "GET" | "HEAD", cid: string): Promise<Response> {
    const request = {
      method,
      headers: { Accept: RAW_TYPE },
      signal: AbortSignal.timeout(timeoutMs),
    };
    const response = await fetch(`${place}/ipfs/${cid}?format=raw`, request).catch(
      (cause: unknown) => {
        throw new GatewayError(place, undefined, { cause });
      },
    );
    if (response.ok) return response;
    await response.body?.cancel();
    if (ABSENCES.includes(response.status)) throw new BlockMissingError(cid, place);
    throw new GatewayError(place, response.status);
  }

  async function retry<T>(request: () => Promise<T>): Promise<T> {
    for (let attempt = 1; ; attempt++) {
      try {
        return await request();
      } catch (error) {
        if (!(error instanceof GatewayError) || attempt >= attempts) throw error;
        await delay(FIRST_WAIT_MS * 2 ** (attempt - 1));
      }
    }
  }

  return {
    place,
    get: async (cid) => {
      const bytes = await retry(async () => await readBody(await ask("GET", cid), cid, place));
      verifyBlock({ cid, bytes }, place);
      return bytes;
    },
    has: async (cid) => {
      try {
        await retry(() => ask("HEAD", cid));
        return true;
      } catch (error) {
        if (error instanceof BlockMissingError) return false;
        throw error;
      }
    },
  };
}

/** The body, up to what a block may have. */
async function readBody(response: Response, cid: string, place: string): Promise<Buffer> {
  const body: AsyncIterable<Uint8Array> | null = response.body;
  const pieces: Uint8Array[] = [];
  let length = 0;
  try {
    for await (const piece of body ?? []) {
      length += piece.length;
      if (length > MAX_BLOCK_BYTES) throw new BlockTooLargeError(cid, MAX_BLOCK_BYTES);
      pieces.push(piece);
    }
  } catch (cause) {
    if (cause instanceof StorageError) throw cause;
    throw new GatewayError(place, undefined, { cause });
  }
  return Buffer.concat(pieces, length);
}
