import { createRequire } from "node:module";
import type { Worker as Thread } from "node:worker_threads";

import type * as Tesseract from "tesseract.js";

import { untilAborted } from "../untilAborted.ts";
import { InvalidInputError } from "./ServedModel.ts";

/** A line of text found in an image. */
export type TextLine = {
  text: string;
  /** Per cent. */
  confidence: number;
  /** Left, top, right and bottom in pixels. */
  box: [number, number, number, number];
};

/** What is written in an image. */
export type ImageText = { text: string; confidence: number; lines: TextLine[] };

/** Reads images one after the other in a thread of its own. */
export type OcrWorker = {
  read: (image: Buffer, signal: AbortSignal) => Promise<ImageText>;
  close: () => Promise<void>;
};

/** Thrown when the thread ends in the middle of its work; the next image gets a new one. */
export class OcrWorkerLostError extends Error {
  override readonly name = "OcrWorkerLostError";

  constructor(options?: ErrorOptions) {
    super("The thread that reads images ended. Send the image again.", options);
  }
}

/**
 * Starts the thread when the first image comes. A call that is given up takes its thread along, as nothing else stops
 * what runs inside it.
 *
 * @param languageFolder Folder of `eng.traineddata.gz`.
 */
export function createOcrWorker(languageFolder: string): OcrWorker {
  let running: Promise<Reader> | undefined;
  let ended: Promise<unknown> = Promise.resolve();

  const drop = (reader: Promise<Reader>) => {
    if (running === reader) running = undefined;
    const terminated = reader.then(
      ({ worker }) => worker.terminate(),
      () => undefined, // It never started, as whoever waited for it was told.
    );
    ended = Promise.all([ended, terminated]);
  };

  return {
    read: async (image, signal) => {
      signal.throwIfAborted();
      const reader = (running ??= startReader(languageFolder));
      try {
        return await untilAborted(recognize(reader, image), signal);
      } catch (error) {
        if (!(error instanceof InvalidInputError)) drop(reader);
        throw error;
      }
    },
    close: async () => {
      if (running !== undefined) drop(running);
      await ended;
    },
  };
}

type Reader = {
  worker: Tesseract.Worker;
  /** Rejected when the thread ends; never kept. */
  lost: Promise<never>;
};

async function startReader(languageFolder: string): Promise<Reader> {
  const { createWorker } = createRequire(import.meta.url)("tesseract.js") as typeof Tesseract;
  const worker = await createWorker("eng", LSTM_ONLY, {
    langPath: languageFolder,
    gzip: true,
    cacheMethod: "none",
    // Without it, an image that can't be read would end the process. The promise is rejected all the same.
    errorHandler: () => undefined,
  });

  // The thread is a member that the types keep quiet about.
  const { worker: thread } = worker as Tesseract.Worker & { worker: Thread };
  const lost = new Promise<never>((_, reject) => {
    thread.once("error", (cause) => reject(new OcrWorkerLostError({ cause })));
    thread.once("exit", () => reject(new OcrWorkerLostError()));
  });
  lost.catch(() => undefined); // Whoever waits for an image learns it; if nobody does, nothing is lost.
  return { worker, lost };
}

const LSTM_ONLY = 1;

async function recognize(reader: Promise<Reader>, image: Buffer): Promise<ImageText> {
  const { worker, lost } = await reader;
  // Bytes only: a text would be taken for a file name or a URL, and fetched.
  const reading = worker.recognize(image, {}, { text: true, blocks: true }).catch(toInputError);
  const { data } = await Promise.race([reading, lost]);
  const lines = (data.blocks ?? []).flatMap(({ paragraphs }) =>
    paragraphs.flatMap((paragraph) => paragraph.lines),
  );
  return {
    text: data.text,
    confidence: Math.round(data.confidence),
    lines: lines.map(({ text, confidence, bbox }) => ({
      text: text.trimEnd(),
      confidence: Math.round(confidence),
      box: [bbox.x0, bbox.y0, bbox.x1, bbox.y1],
    })),
  };
}

/** It rejects with a text what it can't read, and with nothing else. */
function toInputError(reason: unknown): never {
  throw new InvalidInputError("The image can't be read: it is damaged, or of an unusual kind.", {
    cause: reason,
  });
}
