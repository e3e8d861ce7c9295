import type { HardhatEthersSigner } from "@nomicfoundation/hardhat-ethers/types";
import { USAGE_TYPES } from "@sahara/sdk";
import { concat, id, keccak256, Wallet, ZeroHash } from "ethers";

import type { World } from "../createWorld.ts";
import type { Gas } from "../Gas.ts";
import { throughTimelock } from "../throughTimelock.ts";

const STAKE = 10n ** 22n;
const DEPTH = 32;
const YEAR = 365n * 86_400n;
const RECEIPT_TYPES = { CallReceipt: [...USAGE_TYPES.CallReceipt] };
/** No role of the deployment. */
const SLASHER = 99n;

/** Staking, keys, proving a call in a full lane of receipts, and slashing for an equivocation. */
export async function measureProofs(world: World): Promise<Gas> {
  const { gasOf, sahara, builder, customer, newcomer } = world;
  const operators = sahara.operators;
  const { receiptProofs, faultProofs } = await deployProofs(world);
  const [operator, secondOperator, reporter] = [builder, customer, newcomer];

  for (const staker of [operator, secondOperator]) {
    await sahara.token.connect(staker).approve(operators, STAKE * 2n);
  }
  const stake = (staker: HardhatEthersSigner) => operators.connect(staker).stake(staker, STAKE);
  const stakeOperator = await gasOf(() => stake(operator));
  const stakeOperatorMore = await gasOf(() => stake(operator));
  await stake(secondOperator);

  const keys = [operator, secondOperator].map(({ address }) => new Wallet(id(`key of ${address}`)));
  const [key, secondKey] = keys as [Wallet, Wallet];
  const addKey = (signer: HardhatEthersSigner, possession: string, { address }: Wallet) =>
    operators.connect(signer).addKey(address, possession);
  const possession = await provePossession(world, operator, key);
  const addOperatorKey = await gasOf(() => addKey(operator, possession, key));
  await addKey(secondOperator, await provePossession(world, secondOperator, secondKey), secondKey);

  const lane = await createLane(world, operator, key);
  const secondLane = await createLane(world, secondOperator, secondKey);
  const data = receiptProofs.interface.encodeFunctionData("prove", [
    lane.first.receipt,
    lane.offer,
    lane.proof,
  ]);
  const receiptProofDepth32 = await gasOf(async () =>
    reporter.sendTransaction({ to: await receiptProofs.getAddress(), data }),
  );

  // Somebody was slashed before, so the treasury has its part; the reporter of the second is new to it.
  await faultProofs.connect(customer).proveEquivocation(lane.first, lane.second);
  const equivocationSlash = await gasOf(() =>
    faultProofs.connect(reporter).proveEquivocation(secondLane.first, secondLane.second),
  );

  return {
    stakeOperator,
    stakeOperatorMore,
    addOperatorKey,
    receiptProofDepth32,
    equivocationSlash,
  };
}

/** Deploys the proofs and lets them slash. */
async function deployProofs(world: World) {
  const { ethers, sahara } = world;
  const { manager, meter, operators } = sahara;
  const receiptProofs = await ethers.deployContract("ReceiptProofs", [meter, operators]);
  const faultProofs = await ethers.deployContract("FaultProofs", [meter, operators]);
  const { selector } = operators.interface.getFunction("slashKey");
  for (const data of [
    manager.interface.encodeFunctionData("setTargetFunctionRole", [
      await operators.getAddress(),
      [selector],
      SLASHER,
    ]),
    manager.interface.encodeFunctionData("grantRole", [SLASHER, await faultProofs.getAddress(), 0]),
  ]) {
    await throughTimelock(world, manager, data);
  }
  return { receiptProofs, faultProofs };
}

async function provePossession(world: World, operator: HardhatEthersSigner, key: Wallet) {
  const message = { operator: operator.address, key: key.address };
  const domain = await domainOf(world, "OperatorRegistry", world.sahara.operators);
  const types = { OperatorKey: [...USAGE_TYPES.OperatorKey] };
  return await key.signTypedData(domain, types, message);
}

/** An offer of the operator's own asset, and two receipts for the first place of a lane; the first one is posted. */
async function createLane(world: World, operator: HardhatEthersSigner, key: Wallet) {
  const { sahara, tokens, register } = world;
  const { meter, offers } = sahara;
  const now = BigInt(await world.nextHour());
  const assetId = await register(operator);
  const offer = {
    assetId,
    version: 1n,
    operator: operator.address,
    token: await tokens.sahara.getAddress(),
    operatorBps: 6_000n,
    maxPricePerCall: 1_000n,
    creditLimit: 1_000n,
    validFrom: now,
    validUntil: now + YEAR,
    modelHash: id("model"),
    termsHash: id("price list"),
    attestationPolicy: id("policy"),
  };
  await offers.connect(operator).publishOffer(offer, "0x");
  const offerId = await offers.offerIdOf(offer);

  const domain = await domainOf(world, "UsageMeter", meter);
  const sign = async (responseHash: string) => {
    const receipt = {
      ...{ accountId: ZeroHash, offerId, lane: 0n, epoch: 0n, seq: 1n },
      ...{ requestHash: id("request"), responseHash, units: 1_000n },
      ...{ amount: 1_000n, cumulative: 1_000n, startedAt: now, finishedAt: now },
      modelHash: offer.modelHash,
    };
    return { receipt, signature: await key.signTypedData(domain, RECEIPT_TYPES, receipt) };
  };
  const [first, second] = [await sign(id("response")), await sign(id("another response"))];

  // As in a full lane: no sibling is an empty subtree.
  const proof = Array.from({ length: DEPTH }, (_, height) => id(`sibling ${height}`));
  const digest = world.ethers.TypedDataEncoder.hash(domain, RECEIPT_TYPES, first.receipt);
  const root = proof.reduce((node, sibling) => keccak256(concat([node, sibling])), digest);
  await meter.connect(operator).postReceipts(offerId, 0n, 2n ** 32n, root);
  return { offer, first, second, proof };
}

async function domainOf(world: World, name: string, contract: { getAddress(): Promise<string> }) {
  const { chainId } = await world.ethers.provider.getNetwork();
  return { name, version: "1", chainId, verifyingContract: await contract.getAddress() };
}
