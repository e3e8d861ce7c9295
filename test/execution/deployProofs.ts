import { resolveProperties, type Wallet } from "ethers";

import { ROLES } from "../../deploy/modules/Roles.ts";
import type { CallReceiptStruct } from "../../typechain-types/contracts/execution/FaultProofs.js";
import { ethers, loadFixture } from "../helpers/chain.ts";
import { addOperatorKey, createKey, ONE_SAHARA } from "../helpers/operators.ts";
import { TYPES } from "../helpers/typedData.ts";
import { loadMetering } from "./deployMetering.ts";

export type Receipt = CallReceiptStruct;
export type Proofs = Awaited<ReturnType<typeof deployProofs>>;

/** The account of calls that were paid directly. */
export const DIRECT = ethers.ZeroHash;
export const DETERMINISTIC = ethers.id("sahara.attestation.deterministic.v1");
export const PRICE = 100n;

/** No role of the deployment. */
const SLASHER = 99n;

/**
 * The meter in use, with proofs of receipts and faults, and disputes, that may slash. `operator` and `otherOperator`
 * have an offer and a key each; `reporter` has SAHARA for bonds.
 */
export async function deployProofs() {
  const metering = await loadMetering();
  const { manager, timelock, meter, operators, token, relayer: reporter } = metering;
  const { operator, otherOperator, makeOffer, consent, domain, accountId, now, book } = metering;

  const receiptProofs = await ethers.deployContract("ReceiptProofs", [meter, operators]);
  const faultProofs = await ethers.deployContract("FaultProofs", [meter, operators]);
  const divergences = await ethers.deployContract("Divergences", [
    manager,
    meter,
    operators,
    token,
    timelock,
  ]);
  const governance = manager.connect(timelock);
  const slashing = ["slash", "slashKey"] as const;
  await governance.setTargetFunctionRole(
    operators,
    slashing.map((name) => operators.interface.getFunction(name).selector),
    SLASHER,
  );
  for (const contract of [faultProofs, divergences]) {
    await governance.grantRole(SLASHER, contract, 0n);
  }
  const ruling = divergences.interface.getFunction("rule").selector;
  await governance.setTargetFunctionRole(divergences, [ruling], ROLES.arbiter);

  const [key, otherKey] = [createKey(1), createKey(2)];
  await addOperatorKey(operators, operator, key);
  await addOperatorKey(operators, otherOperator, otherKey);

  const publishOffer = async (options: Parameters<typeof makeOffer>[0]) => {
    const offer = await makeOffer({ attestationPolicy: DETERMINISTIC, ...options });
    const publisher = await ethers.getSigner(await ethers.resolveAddress(offer.operator));
    await book.connect(publisher).publishOffer(offer, await consent(offer));
    return { offer, offerId: await book.offerIdOf(offer) };
  };
  const { offer, offerId } = await publishOffer({});
  const other = await publishOffer({ operator: otherOperator.address });

  /** A receipt of the first call of a lane of the payer's account, dated now. */
  const makeReceipt = async (options: Partial<Receipt> = {}): Promise<Receipt> => ({
    accountId,
    offerId,
    lane: 0n,
    epoch: 0n,
    seq: 1n,
    requestHash: ethers.id("request"),
    responseHash: ethers.id("response"),
    units: 1n,
    amount: PRICE,
    cumulative: PRICE,
    startedAt: await now(),
    finishedAt: await now(),
    modelHash: offer.modelHash,
    ...options,
  });

  const digestOf = async (receipt: Receipt) =>
    ethers.TypedDataEncoder.hash(domain, TYPES.callReceipt, await resolveProperties(receipt));

  const signReceipt = async (receipt: Receipt, signer: Wallet = key) => ({
    receipt,
    signature: await signer.signTypedData(
      domain,
      TYPES.callReceipt,
      await resolveProperties(receipt),
    ),
  });

  /** A receipt of `makeReceipt` with the signature of the operator's key. */
  const makeSigned = async (options: Partial<Receipt> = {}, signer: Wallet = key) =>
    await signReceipt(await makeReceipt(options), signer);

  /** The receipts of a lane's first calls, as an honest operator writes them. */
  const makeLane = async (count: number, options: Partial<Receipt> = {}): Promise<Receipt[]> =>
    await Promise.all(
      Array.from({ length: count }, async (_, i) => {
        const seq = BigInt(i + 1);
        const requestHash = ethers.id(`request ${seq}`);
        return await makeReceipt({ seq, requestHash, cumulative: seq * PRICE, ...options });
      }),
    );

  await token.connect(metering.deployer).transfer(reporter, 1_000n * ONE_SAHARA);
  await token.connect(reporter).approve(divergences, ethers.MaxUint256);

  return {
    ...metering,
    ...{ receiptProofs, faultProofs, divergences, reporter, key, otherKey },
    ...{ offer, offerId, otherOffer: other.offer, otherOfferId: other.offerId, publishOffer },
    ...{ makeReceipt, digestOf, signReceipt, makeSigned, makeLane },
    asReporter: faultProofs.connect(reporter),
  };
}

export const loadProofs = async (): Promise<Proofs> => await loadFixture(deployProofs);
