import { createServer, type RequestListener, type Server } from "node:http";
import { once } from "node:events";
import { connect, type AddressInfo } from "node:net";
import { rm, writeFile } from "node:fs/promises";
import path from "node:path";

import { expect } from "chai";

import { refusal } from "../../test/refusal.ts";
import { blockFile, collect, numberedBytes, useFolder } from "../../test/vaultFixtures.ts";
import type { BlockStore } from "../blocks/Block.ts";
import { BlockCorruptError, BlockMissingError, BlockTooLargeError } from "../blocks/blockErrors.ts";
import { readCar } from "../car/readCar.ts";
import { MalformedCarError } from "../car/carFormat.ts";
import type { HttpServer } from "@sahara/http";
import { createFolderStore } from "../store/createFolderStore.ts";
import { createMirrors } from "../store/createMirrors.ts";
import { LEAF_BYTES, linksOf } from "../unixfs/fileNode.ts";
import { type FileTree, writeFileTree } from "../unixfs/writeFileTree.ts";
import { importCar } from "../vault/importCar.ts";
import { replicate } from "../vault/replicate.ts";
import { createGatewaySource, GatewayError } from "./createGatewaySource.ts";
import { serveGateway } from "./serveGateway.ts";

const content = numberedBytes(3.5 * LEAF_BYTES);

describe("serveGateway", () => {
  const folder = useFolder();
  const at = (name: string) => path.join(folder(), name);
  let gateway: HttpServer;
  let store: BlockStore;
  let tree: FileTree;
  let leaves: string[];
  beforeEach(async () => {
    store = createFolderStore({ folder: at("served") });
    tree = await writeFileTree({ content: [content], put: store.put });
    leaves = linksOf({ cid: tree.root, bytes: await store.get(tree.root) });
    gateway = await serveGateway({ source: store });
  });
  afterEach(() => gateway.stop());

  const get = (pathAndQuery: string, init: RequestInit = {}) =>
    fetch(`${gateway.url}${pathAndQuery}`, init);
  const carOf = async (query: string) => {
    const response = await get(`/ipfs/${tree.root}?format=car${query}`);
    const { blocks } = await readCar(response.body!);
    const cids: string[] = [];
    for await (const { cid } of blocks) cids.push(cid);
    return cids;
  };

  it("default: gives a raw block with the headers of the specification", async () => {
    const response = await get(`/ipfs/${tree.root}`, {
      headers: { Accept: "application/vnd.ipld.raw" },
    });

    expect(Buffer.from(await response.arrayBuffer()).equals(await store.get(tree.root))).to.equal(
      true,
    );
    expect(Object.fromEntries(response.headers)).to.include({
      "content-type": "application/vnd.ipld.raw",
      "content-disposition": `attachment; filename="${tree.root}.bin"`,
      "x-content-type-options": "nosniff",
      "cache-control": "public, max-age=29030400, immutable",
      "content-location": `/ipfs/${tree.root}?format=raw`,
      "x-ipfs-roots": tree.root,
      etag: `"${tree.root}.raw"`,
    });
  });

  it("args: format=car: the whole, the root, or what a range of bytes needs", async () => {
    const all = [tree.root, ...leaves];
    expect(await carOf("")).to.deep.equal(all);
    expect(await carOf("&dag-scope=block")).to.deep.equal([tree.root]);
    expect(await carOf("&dag-scope=entity")).to.deep.equal(all);
    const ranges: [string, string[]][] = [
      ["0:*", leaves],
      ["0:0", leaves.slice(0, 1)],
      [`${LEAF_BYTES - 1}:${LEAF_BYTES}`, leaves.slice(0, 2)],
      [`${LEAF_BYTES}:${2 * LEAF_BYTES - 1}`, leaves.slice(1, 2)],
      ["-1:*", leaves.slice(3)],
      [`${LEAF_BYTES}:-${LEAF_BYTES}`, leaves.slice(1, 3)],
      ["99999999:*", []],
      ["5:4", []],
    ];
    for (const [range, expected] of ranges) {
      expect(await carOf(`&entity-bytes=${range}`), range).to.deep.equal([tree.root, ...expected]);
    }
  });

  it("args: format=car: its headers name version and order, and each scope has an etag", async () => {
    const etags = new Set<string | null>();
    for (const query of ["", "&dag-scope=block", "&entity-bytes=0:9", "&entity-bytes=0:8"]) {
      const response = await get(`/ipfs/${tree.root}?format=car${query}`, { method: "HEAD" });
      expect(response.headers.get("content-type")).to.equal(
        "application/vnd.ipld.car; version=1; order=dfs; dups=n",
      );
      etags.add(response.headers.get("etag"));
    }
    expect(etags.size).to.equal(4);
  });

  it("behavior: answers HEAD, conditions, the probe, and only-if-cached", async () => {
    const url = `/ipfs/${tree.root}?format=raw`;
    const unknown = `/ipfs/bafkreifjjcie6lypi6ny7amxnfftagclbuxndqonfipmb64f2km2devei4?format=raw`;
    const statuses = await Promise.all([
      get(url, { method: "HEAD" }),
      get(url, { headers: { "If-None-Match": `"${tree.root}.raw"` } }),
      get("/ipfs/bafkqaaa"),
      get(unknown, { headers: { "Cache-Control": "only-if-cached" } }),
      get(unknown),
      get(unknown, { method: "HEAD" }),
    ]);
    expect(statuses.map(({ status }) => status)).to.deep.equal([200, 304, 200, 412, 404, 404]);
  });

  it("error: hostile requests get problem documents, and the next is answered", async () => {
    const refused: [string, number, RequestInit?][] = [
      ["/", 404],
      ["/ipfs/", 404],
      ["/ipfs/../../etc/passwd", 404],
      [`/ipfs/${"b".repeat(5_000)}`, 404],
      ["/ipfs/bafkreib?format=raw", 400],
      ["/ipfs/QmUNLLsPACCz1vLxQVkXqqLX5R1X345qqfHbsf67hvA3Nn?format=raw", 400],
      [`/ipfs/${tree.root}`, 400],
      [`/ipfs/${tree.root}`, 406, { headers: { Accept: "text/html" } }],
      [`/ipfs/${tree.root}?format=tar`, 406],
      [`/ipfs/${tree.root}/a/b?format=raw`, 400],
      [`/ipfs/${tree.root}?format=raw`, 405, { method: "POST", body: "x" }],
      [`/ipfs/${tree.root}?format=car&car-version=2`, 406],
      [`/ipfs/${tree.root}?format=car&dag-scope=some`, 400],
      [`/ipfs/${tree.root}?format=car&entity-bytes=1`, 400],
      [`/ipfs/${tree.root}?format=raw&${"x".repeat(20_000)}`, 431],
    ];
    for (const [target, status, init] of refused) {
      const response = await get(target, init);
      expect(response.status, target.slice(0, 90)).to.equal(status);
      expect(response.headers.get("content-type")).to.equal("application/problem+json");
      expect(await response.json()).to.have.keys("type", "title", "status", "detail");
    }
    const socket = connect(Number(new URL(gateway.url).port), "127.0.0.1");
    socket.end("nonsense\r\n\r\n");
    expect((await collect(socket)).toString()).to.match(/^HTTP\/1.1 400 /);
    expect((await get(`/ipfs/${tree.root}?format=raw`)).status).to.equal(200);
  });

  it("error: a CAR whose middle is missing breaks off, and the client notices", async () => {
    await rm(await blockFile(at("served"), leaves[2]!));
    const body = (await get(`/ipfs/${tree.root}?format=car`)).body!;
    const outcome = importCar({ store: createFolderStore({ folder: at("to") }), car: body });

    const error = await refusal(outcome, Error);
    expect(
      [MalformedCarError, BlockMissingError, TypeError].some((kind) => error instanceof kind),
    ).to.equal(true);
  });

  describe("replicate", () => {
    it("default: brings a tree over HTTP, and goes on where it stopped", async () => {
      const from = createGatewaySource({ url: gateway.url });
      const to = createFolderStore({ folder: at("replica") });
      const first = await replicate({ from, to, root: tree.root });
      await rm(await blockFile(at("replica"), leaves[0]!));
      await writeFile(await blockFile(at("replica"), leaves[1]!), "damaged");
      const second = await replicate({ from, to, root: tree.root });

      expect(first).to.include({ blocks: 5, copiedBlocks: 5 });
      expect(second).to.include({ blocks: 5, copiedBlocks: 2 });
      expect(await from.has(tree.root)).to.equal(true);
    });

    it("default: a replica serves in its turn, through mirrors of which the first lies", async () => {
      const liar = await serveAnything((_, response) => response.end("anything"));
      const from = createMirrors([
        createGatewaySource({ url: liar.url }),
        createGatewaySource({ url: gateway.url }),
      ]);
      const to = createFolderStore({ folder: at("replica") });

      await replicate({ from, to, root: tree.root });
      expect((await to.get(leaves[3]!)).length).to.equal(LEAF_BYTES / 2);
    });
  });

  describe("createGatewaySource", () => {
    it("error: a gateway that lies, sends too much, fails, or is not there", async () => {
      const { url: liar } = await serveAnything((_, response) => response.end("anything"));
      const { url: flood } = await serveAnything((_, response) =>
        response.end(Buffer.alloc(3 * LEAF_BYTES)),
      );
      let asked = 0;
      const { url: broken } = await serveAnything((_, response) => {
        asked++;
        response.writeHead(500).end();
      });
      const { url: cut } = await serveAnything((_, response) => {
        response.writeHead(200, { "Content-Length": 100 }).write("x", () => response.destroy());
      });
      const from = (url: string) => createGatewaySource({ url, attempts: 2 }).get(tree.root);

      expect((await refusal(from(liar), BlockCorruptError)).place).to.equal(liar);
      await refusal(from(flood), BlockTooLargeError);
      expect((await refusal(from(broken), GatewayError)).status).to.equal(500);
      expect(asked).to.equal(2);
      await refusal(from(cut), GatewayError);
      await gateway.stop();
      await refusal(from(gateway.url), GatewayError);
    });
  });

  const strangers: Server[] = [];
  afterEach(async () => {
    for (const server of strangers.splice(0)) {
      const closed = once(server, "close");
      server.close();
      server.closeAllConnections();
      await closed;
    }
  });

  /** A server that speaks HTTP and nothing else. */
  async function serveAnything(listener: RequestListener): Promise<{ url: string }> {
    const server = createServer(listener).listen(0, "127.0.0.1");
    strangers.push(server);
    await once(server, "listening");
    return { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}` };
  }
});
