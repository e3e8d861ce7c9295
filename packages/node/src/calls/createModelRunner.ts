import { ProblemError } from "../http/ProblemError.ts";
import { InvalidInputError, type ModelPiece, type ServedModel } from "../models/ServedModel.ts";
import type { StoredResponse } from "../store/Store.ts";
import type { Call } from "./Call.ts";
import { createGate, type Gate } from "./createGate.ts";

export type ModelRunner = ReturnType<typeof createModelRunner>;

export type ModelRunnerDeps = {
  readonly timeoutMs: number;
  /** Calls that may wait for one model. */
  readonly maxWaiting: number;
  readonly maxResponseBytes: number;
};

export const JSON_TYPE = "application/json";
export const EVENT_STREAM_TYPE = "text/event-stream";

/** Runs models: so many calls at a time, for so long, with answers of at most so many bytes. */
export function createModelRunner({ timeoutMs, maxWaiting, maxResponseBytes }: ModelRunnerDeps) {
  const gates = new Map<ServedModel, Gate>();
  const stopping = new AbortController();

  function gateOf(model: ServedModel): Gate {
    let gate = gates.get(model);
    if (gate === undefined) gates.set(model, (gate = createGate(model.concurrency, maxWaiting)));
    return gate;
  }

  async function run({ served: { model }, input, onPiece }: Call): Promise<StoredResponse> {
    const ended = new AbortController();
    const abort = () => {
      ended.abort(new Error("The model ran for too long, or the node stopped."));
    };
    const timer = setTimeout(abort, timeoutMs);
    stopping.signal.addEventListener("abort", abort, { once: true });
    try {
      const result = model.run(input, { signal: ended.signal });
      if (result instanceof Promise) {
        const { output } = await orAborted(result, ended.signal);
        return { contentType: JSON_TYPE, body: checkSize(toUtf8(JSON.stringify(output))) };
      }
      return await collect(result, ended.signal, onPiece);
    } catch (error) {
      throw toProblem(error);
    } finally {
      clearTimeout(timer);
      stopping.signal.removeEventListener("abort", abort);
    }
  }

  async function collect(
    pieces: AsyncIterable<ModelPiece>,
    signal: AbortSignal,
    onPiece: Call["onPiece"],
  ): Promise<StoredResponse> {
    const events: Uint8Array[] = [];
    let size = 0;
    const iterator = pieces[Symbol.asyncIterator]();
    for (;;) {
      const next = await orAborted(iterator.next(), signal);
      if (next.done === true) break;
      const event = toUtf8(`data: ${JSON.stringify(next.value.piece)}\n\n`);
      size += event.length;
      if (size > maxResponseBytes) throw new ResponseTooLargeError(maxResponseBytes);
      events.push(event);
      onPiece(event);
    }
    return { contentType: EVENT_STREAM_TYPE, body: Buffer.concat(events) };
  }

  function checkSize(body: Uint8Array): Uint8Array {
    if (body.length > maxResponseBytes) throw new ResponseTooLargeError(maxResponseBytes);
    return body;
  }

  return {
    /** @throws {ProblemError} When the model fails, refuses the input or has too many calls waiting. */
    run: (call: Call): Promise<StoredResponse> => gateOf(call.served.model).run(() => run(call)),
    stop(): void {
      stopping.abort();
    },
  };
}

class ResponseTooLargeError extends Error {
  override readonly name = "ResponseTooLargeError";

  constructor(maxBytes: number) {
    super(`The model's answer has more than ${maxBytes} bytes. Raise limits.responseBytes.`);
  }
}

/** The result of a model, or the end of its time, whatever comes first. */
async function orAborted<T>(result: Promise<T>, signal: AbortSignal): Promise<T> {
  let stop = (): void => undefined;
  const aborted = new Promise<never>((_, reject) => {
    stop = () => {
      // Always an Error: it is made where the signal is ended.
      reject(signal.reason as Error);
    };
    if (signal.aborted) stop();
    else signal.addEventListener("abort", stop, { once: true });
  });
  try {
    return await Promise.race([result, aborted]);
  } finally {
    signal.removeEventListener("abort", stop);
  }
}

function toProblem(error: unknown): ProblemError {
  if (error instanceof ProblemError) return error;
  if (error instanceof InvalidInputError) return new ProblemError("bad-request", error.message);
  // The model's own words may name paths or weights, so they go to the log alone.
  return new ProblemError("model-failed", "The model gave no answer.", { cause: error });
}

const encoder = new TextEncoder();

function toUtf8(text: string): Uint8Array {
  return encoder.encode(text);
}
