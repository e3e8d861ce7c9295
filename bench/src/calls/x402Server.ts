import { serve } from "@hono/node-server";
import { x402Facilitator } from "@x402/core/facilitator";
import type { FacilitatorClient } from "@x402/core/server";
import type { SupportedResponse } from "@x402/core/types";
import { toFacilitatorEvmSigner } from "@x402/evm";
import { ExactEvmScheme as ExactFacilitator } from "@x402/evm/exact/facilitator";
import { ExactEvmScheme as ExactServer } from "@x402/evm/exact/server";
import { paymentMiddleware, x402ResourceServer } from "@x402/hono";
import { Hono } from "hono";
import {
  createClient,
  defineChain,
  type Hex,
  http,
  publicActions,
  type VerifyTypedDataParameters,
  walletActions,
} from "viem";
import { privateKeyToAccount } from "viem/accounts";

/** What the comparison needs to know of the chain. */
export type X402ServerConfig = {
  readonly rpcUrl: string;
  readonly chainId: number;
  /** Sends the settlements. */
  readonly facilitatorKey: string;
  readonly token: string;
  readonly payTo: string;
  readonly price: string;
};

const POLL_MS = 5;

// The peer: a model that computes nothing behind @x402/hono, whose facilitator is in the same process.
const config = JSON.parse(process.env.X402_SERVER ?? "{}") as X402ServerConfig;
const network = `eip155:${config.chainId}` as const;
const app = new Hono();
app.use(
  paymentMiddleware(
    {
      "POST /paid": {
        accepts: {
          ...{ scheme: "exact", network, payTo: config.payTo },
          price: {
            ...{ amount: config.price, asset: config.token },
            extra: { name: "Sahara", version: "1" },
          },
        },
        description: "Computes nothing, for benchmarks.",
      },
    },
    new x402ResourceServer(createFacilitator()).register(network, new ExactServer()),
  ),
);
for (const route of ["/paid", "/free"]) {
  app.post(route, async (context) => {
    await context.req.json();
    return context.json({});
  });
}
const server = serve({ fetch: app.fetch, hostname: "127.0.0.1", port: 0 }, ({ port }) => {
  console.log(JSON.stringify({ url: `http://127.0.0.1:${port}` }));
});
process.once("SIGTERM", () => {
  server.close();
  process.exit(0);
});

/** Verifies and settles on the chain, without a server of its own between. */
function createFacilitator(): FacilitatorClient {
  const chain = defineChain({
    ...{ id: config.chainId, name: "local" },
    nativeCurrency: { name: "Ether", symbol: "ETH", decimals: 18 },
    rpcUrls: { default: { http: [config.rpcUrl] } },
  });
  const account = privateKeyToAccount(config.facilitatorKey as Hex);
  const client = createClient({ chain, account, transport: http(), pollingInterval: POLL_MS })
    .extend(publicActions)
    .extend(walletActions);
  const inTurn = createQueue();
  const signer = toFacilitatorEvmSigner({
    address: account.address,
    readContract: (call) => client.readContract(call),
    // The payment's types are read from what x402 passes on, which TypeScript can't see through.
    verifyTypedData: (signed) => client.verifyTypedData(signed as VerifyTypedDataParameters),
    // A chain that mines at once takes no transaction before the one with the nonce below.
    writeContract: (call) => inTurn(() => client.writeContract(call)),
    sendTransaction: (transaction) => inTurn(() => client.sendTransaction(transaction)),
    waitForTransactionReceipt: (wait) => client.waitForTransactionReceipt(wait),
    getCode: (of) => client.getCode(of),
  });
  const facilitator = new x402Facilitator();
  facilitator.register(network, new ExactFacilitator(signer));
  return {
    verify: (payload, requirements) => facilitator.verify(payload, requirements),
    settle: (payload, requirements) => facilitator.settle(payload, requirements),
    // The same object; one of the two declarations is looser about the names of networks.
    getSupported: () => Promise.resolve(facilitator.getSupported() as SupportedResponse),
  };
}

/** Runs tasks one after another. */
function createQueue() {
  let last: Promise<unknown> = Promise.resolve();
  return <T>(task: () => Promise<T>): Promise<T> => {
    const mine = last.then(task, task);
    last = mine;
    return mine;
  };
}
