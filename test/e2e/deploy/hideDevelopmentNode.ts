import { once } from "node:events";
import { createServer, type IncomingMessage } from "node:http";

async function readBody(request: IncomingMessage): Promise<string> {
  let body = "";
  for await (const chunk of request) body += String(chunk);
  return body;
}

/** Passes everything on to a node, but does not know the methods that tell it from a public chain. */
export async function hideDevelopmentNode(url: string) {
  const server = createServer((request, response) => {
    void answer(request).then((text) => response.end(text));
  });
  const answer = async (request: IncomingMessage) => {
    const body = await readBody(request);
    const { id, method } = JSON.parse(body) as { id: number; method: string };
    if (method.startsWith("hardhat_")) {
      return JSON.stringify({ jsonrpc: "2.0", id, error: { code: -32601, message: "unknown" } });
    }
    const headers = { "content-type": "application/json" };
    return await (await fetch(url, { method: "POST", headers, body })).text();
  };
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  const address = server.address();
  if (address === null || typeof address === "string") throw new Error("no port was given");

  const stop = async () => {
    server.close();
    server.closeAllConnections();
    await once(server, "close");
  };
  return { url: `http://127.0.0.1:${address.port}`, stop };
}
