import { createAccuser, createAuditor } from "@sahara/node";
import {
  createCaller,
  createCallerChain,
  createDigests,
  DETERMINISTIC,
  ethersSignatures,
  meterDomain,
  type Sahara,
} from "@sahara/sdk";
import { expect } from "chai";
import { id, type Wallet } from "ethers";

import {
  type OperatorNode,
  PRICE,
  startOperatorNode,
} from "../../packages/sdk/test/operatorNode.ts";
import { networkHelpers } from "../helpers/chain.ts";
import { createKey, ONE_SAHARA } from "../helpers/operators.ts";
import { loadSdk, registerRoot, type SdkFixture } from "../sdk/connectSahara.ts";
import { expectRevert } from "../sdk/expectRejection.ts";

const YEAR_S = 365 * 86_400;
const STAKE = 100_000n * ONE_SAHARA;
const BOND = 100n * ONE_SAHARA;
const SILENT = { info: () => undefined, warn: () => undefined, error: () => undefined };

describe("createAccuser", () => {
  let fixture: SdkFixture;
  let assetId: bigint;
  const nodes: OperatorNode[] = [];

  beforeEach(async () => {
    fixture = await loadSdk();
    assetId = await registerRoot(fixture.sdk.owner);
  });

  afterEach(async () => {
    for (const node of nodes.splice(0)) await node.stop();
  });

  /** Somebody stakes, and serves the one model of the asset by a node. */
  async function serve(operator: Sahara, key: Wallet): Promise<OperatorNode> {
    const { sdk, contracts, addresses } = fixture;
    const address = await operator.clients.signer!.getAddress();
    await contracts.token.connect(contracts.payer).transfer(address, STAKE);
    await operator.stake({ amount: STAKE });
    await operator.addOperatorKey({ key });
    const now = await networkHelpers.time.latest();
    const terms = {
      ...{ assetId, operator: address.toLowerCase(), token: addresses.token.toLowerCase() },
      ...{ validFrom: now, validUntil: now + YEAR_S },
      ...{ modelHash: id("model"), attestationPolicy: DETERMINISTIC },
    };
    const digests = createDigests(meterDomain(31337n, addresses.meter), ethersSignatures);
    const node = await startOperatorNode(digests, terms, { wallet: key, now: () => now + 10 });
    nodes.push(node);
    const { signature } = await sdk.owner.signOffer({ offer: node.offer });
    await operator.publishOffer({ offer: node.offer, ownerSignature: signature });
    await operator.setProfile({ capabilities: ["SERVE"], endpoint: node.endpoint });
    return node;
  }

  /** The payer calls the asset once, and audits the answer. */
  async function callAndAudit(): Promise<void> {
    const { sdk, addresses } = fixture;
    const { clients } = sdk.payer;
    const budget = { token: addresses.token, limit: 10_000n, topUp: 1_000n };
    const caller = await createCaller(clients, { budget, recentMs: 0 });
    const auditor = createAuditor({
      ...{ chain: createCallerChain(clients), caller, oneIn: 1, log: SILENT },
      accuse: createAccuser({ sahara: sdk.payer, log: SILENT }),
    });
    const request = { assetId, input: { question: 1 }, maxPrice: 2n * PRICE };
    await auditor.consider(request, await caller.call(request));
  }

  it("opens a dispute on chain over two operators that answer differently (OPR-10)", async () => {
    const { sdk, contracts } = fixture;
    const honest = await serve(sdk.relayer, createKey(1));
    const liar = await serve(sdk.stranger, createKey(2));
    liar.conduct.compute = (answer) => Buffer.from(answer).map((byte) => byte ^ 1);
    const before = await contracts.token.balanceOf(contracts.divergences);

    await callAndAudit();

    const divergence = await sdk.owner.getDivergence({ divergenceId: 1n });
    expect(divergence).to.deep.include({
      ...{ reporter: contracts.payer.address, verdict: "NONE", bond: BOND },
    });
    expect([divergence?.firstKey, divergence?.secondKey]).to.have.members([
      createKey(1).address,
      createKey(2).address,
    ]);
    expect([divergence?.first, divergence?.second]).to.have.members([
      contracts.relayer.address,
      contracts.stranger.address,
    ]);
    expect((await contracts.token.balanceOf(contracts.divergences)) - before).to.equal(BOND);
    expect([honest.served(), liar.served()]).to.deep.equal([1, 1]);
  });

  it("leaves operators alone that agree", async () => {
    const { sdk } = fixture;
    await serve(sdk.relayer, createKey(1));
    await serve(sdk.stranger, createKey(2));

    await callAndAudit();

    expect(nodes.map((node) => node.served())).to.deep.equal([1, 1]);
    expect(await sdk.owner.getDivergence({ divergenceId: 1n })).to.equal(undefined);
  });

  it("can't accuse by receipts that agree", async () => {
    const { sdk, addresses } = fixture;
    await serve(sdk.relayer, createKey(1));
    const other = await serve(sdk.stranger, createKey(2));
    const budget = { token: addresses.token, limit: 10_000n, topUp: 1_000n };
    const caller = await createCaller(sdk.payer.clients, { budget });
    const testimonies = [];
    for (const { offerId, offer } of nodes) {
      testimonies.push({ ...(await caller.call({ offerId, input: {} })), offer });
    }
    const [first, second] = testimonies;

    const accusing = createAccuser({ sahara: sdk.payer, log: SILENT })({
      ...{ first: first!, second: second! },
    });

    const responseHash = second!.receipt.responseHash;
    await expectRevert(accusing, "Divergences_SameResponse", { responseHash });
    expect(other.served()).to.equal(1);
  });
});
