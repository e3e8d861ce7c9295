import type { ServerResponse } from "node:http";

import {
  decodeReceiptHeader,
  PROBLEM_CONTENT_TYPE,
  RECEIPT_HEADER,
  signedReceiptToJson,
} from "@sahara/sdk";

import type { Answered } from "../calls/Call.ts";
import { EVENT_STREAM_TYPE } from "../calls/createModelRunner.ts";
import type { ProblemDocument } from "./problemDocument.ts";

/** Sends the pieces of a long answer as they come; a client that reads slowly is not waited for. */
export function sendPiece(response: ServerResponse, bytes: Uint8Array): void {
  if (response.destroyed) return;
  if (!response.headersSent) response.writeHead(200, streamHeaders());
  response.write(bytes);
}

/** Sends what a call was answered with, or what is still missing of it. */
export function sendAnswer(response: ServerResponse, answered: Answered): void {
  if (response.destroyed) return;
  const { contentType, body } = answered.response;
  if (contentType === EVENT_STREAM_TYPE) {
    if (!response.headersSent) response.writeHead(200, streamHeaders(answered.headers)).write(body);
    response.end(receiptEvent(answered.receipt));
    return;
  }
  const headers: Record<string, string | number> = {
    "Content-Type": contentType,
    "Content-Length": body.length,
    ...answered.headers,
  };
  if (answered.receipt !== undefined) headers[RECEIPT_HEADER] = answered.receipt;
  response.writeHead(200, headers).end(body);
}

/** Sends a problem: as the whole response, or as the last event of one that began. */
export function sendProblem(
  response: ServerResponse,
  status: number,
  { headers, body }: ProblemDocument,
): void {
  if (response.destroyed) return;
  if (response.headersSent) {
    response.end(`event: problem\ndata: ${body}\n\n`);
    return;
  }
  const length = Buffer.byteLength(body);
  response
    .writeHead(status, {
      "Content-Type": PROBLEM_CONTENT_TYPE,
      "Content-Length": length,
      ...headers,
    })
    .end(body);
}

function streamHeaders(headers: Record<string, string> = {}) {
  return { "Content-Type": EVENT_STREAM_TYPE, "Cache-Control": "no-store", ...headers };
}

/** The last event of a stream that was paid for; its hash covers all bytes before. */
function receiptEvent(receipt: string | undefined): string {
  if (receipt === undefined) return "";
  const json = JSON.stringify(signedReceiptToJson(decodeReceiptHeader(receipt)));
  return `event: receipt\ndata: ${json}\n\n`;
}
