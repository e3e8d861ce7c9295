import type { IncomingMessage } from "node:http";

import { expect } from "chai";

import { BookError } from "./BookError.ts";
import { clientOf, createRateLimit } from "./createRateLimit.ts";

const COST = 10;

/** As much of a request as says whose it is. */
function requestOf(remoteAddress: string, forwarded?: string): IncomingMessage {
  const headers = forwarded === undefined ? {} : { "x-forwarded-for": forwarded };
  return { headers, socket: { remoteAddress } } as unknown as IncomingMessage;
}

describe("createRateLimit", () => {
  it("default: lets a client spend its burst, and then what comes back (ORD-6)", () => {
    let now = 0;
    const limit = createRateLimit({
      ...{ burst: 300, perSecond: 20, trustedProxies: 0, clock: () => now },
    });
    const request = requestOf("192.0.2.1");
    let taken = 0;
    for (let post = 0; post < 10_000; post++) {
      try {
        limit.spend(request, COST);
        taken++;
      } catch (error) {
        expect(error).to.be.instanceOf(BookError);
        expect((error as BookError).headers["Retry-After"]).to.equal("1");
      }
    }
    expect(taken).to.equal(30);
    expect(() => {
      limit.spend(requestOf("192.0.2.2"), COST);
    }).not.to.throw();

    now += 500;
    limit.spend(request, COST);
    expect(() => {
      limit.spend(request, COST);
    }).to.throw(BookError);
  });

  it("behavior: remembers a bounded number of clients", () => {
    const limit = createRateLimit({
      ...{ burst: 10, perSecond: 1, trustedProxies: 0, clock: () => 0, maxClients: 100 },
    });
    for (let client = 0; client < 1_000; client++) {
      limit.spend(requestOf(`10.0.${client >> 8}.${client & 255}`), COST);
    }
    expect(limit.clients()).to.equal(100);
  });
});

describe("clientOf", () => {
  it("default: is the address of the connection, whatever the header says", () => {
    expect(clientOf(requestOf("192.0.2.1", "203.0.113.9"), 0)).to.equal("192.0.2.1");
  });

  it("args: trustedProxies counts from the end, so nobody passes for another", () => {
    const request = requestOf("10.0.0.1", "6.6.6.6, 203.0.113.9, 10.0.0.2");

    expect(clientOf(request, 1)).to.equal("10.0.0.2");
    expect(clientOf(request, 2)).to.equal("203.0.113.9");
    expect(clientOf(requestOf("10.0.0.1"), 2)).to.equal("10.0.0.1");
  });

  it("behavior: a network of IPv6 counts as one client, an address of IPv4 as itself", () => {
    const first = clientOf(requestOf("2001:db8:1:2::1"), 0);

    expect(clientOf(requestOf("2001:db8:1:2:ffff::9"), 0)).to.equal(first);
    expect(clientOf(requestOf("2001:db8:1:3::1"), 0)).not.to.equal(first);
    expect(clientOf(requestOf("fe80::1%eth0"), 0)).to.equal("fe80:0:0:0");
    expect(clientOf(requestOf("::1"), 0)).to.equal("0:0:0:0");
    expect(clientOf(requestOf("::ffff:192.0.2.1"), 0)).to.equal("::ffff:192.0.2.1");
  });
});
