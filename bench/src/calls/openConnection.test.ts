import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";

import { expect } from "chai";

import { headerOf, openConnection, parseAnswer, postRequest } from "./openConnection.ts";

const ANSWER = "HTTP/1.1 200 OK\r\nSahara-Receipt: abc\r\nContent-Length: 2\r\n\r\n{}";

describe("parseAnswer", () => {
  it("reads status, headers and body, and leaves what comes after", () => {
    const parsed = parseAnswer(Buffer.from(`${ANSWER}HTTP/1.1`));

    expect(parsed?.answer.status).to.equal(200);
    expect(headerOf(parsed?.answer.head ?? "", "sahara-receipt")).to.equal("abc");
    expect(parsed?.answer.body.toString()).to.equal("{}");
    expect(parsed?.length).to.equal(ANSWER.length);
  });

  it("waits until head and body are complete", () => {
    for (let length = 0; length < ANSWER.length; length++) {
      expect(parseAnswer(Buffer.from(ANSWER.slice(0, length))), `${length}`).to.equal(undefined);
    }
  });

  it("refuses an answer that does not say its length", () => {
    expect(() => parseAnswer(Buffer.from("HTTP/1.1 200 OK\r\n\r\n"))).to.throw("length");
  });
});

describe("openConnection", () => {
  let server: Server;
  let url: string;
  before((done) => {
    server = createServer((request, response) => {
      let body = "";
      request.on("data", (chunk: Buffer) => (body += chunk.toString()));
      request.on("end", () => response.writeHead(200, { "Content-Length": body.length }).end(body));
    });
    server.listen(0, "127.0.0.1", () => {
      url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/echo`;
      done();
    });
  });
  after((done) => void server.close(done));

  it("sends one request after another over the same connection", async () => {
    const connection = await openConnection(url);

    for (const body of ['{"call":1}', '{"call":2}']) {
      const answer = await connection.exchange(postRequest(url, body));
      expect(answer.body.toString()).to.equal(body);
    }
    connection.close();
  });

  it("rejects when the server ends", async () => {
    const connection = await openConnection(url);
    server.closeAllConnections();

    const failure = await connection
      .exchange(postRequest(url, "{}"))
      .catch((error: unknown) => error);
    expect(failure).to.be.instanceOf(Error);
  });
});
