import { id, MaxUint256, Signature, ZeroHash } from "ethers";

import { NATIVE_PAYMENT, PAYMENT } from "../createMoves.ts";
import type { World } from "../createWorld.ts";
import type { Gas } from "../Gas.ts";
import { repeat } from "../repeat.ts";
import { RECEIVE_WITH_AUTHORIZATION_TYPES } from "../receiveWithAuthorizationTypes.ts";

/** Paying an asset through the ledger. Steady: it was paid in the currency before. */
export async function measurePayments(world: World): Promise<Gas> {
  const { gasOf, tokens, owner, builder, customer, register } = world;
  const ledger = world.sahara.ledger.connect(customer);
  const assetId = await register(owner);
  const other = await register(owner);

  const first = await gasOf(() => world.sendPayment(assetId, tokens.plain));
  const steady = await gasOf(() => world.sendPayment(assetId, tokens.plain));

  await tokens.plain.connect(customer).approve(ledger, MaxUint256 / 2n);
  const finite = await gasOf(() => world.sendPayment(assetId, tokens.plain));
  await tokens.plain.connect(customer).approve(ledger, MaxUint256);

  const saharaFirst = await gasOf(() => world.sendPayment(assetId, tokens.sahara));
  const saharaSteady = await gasOf(() => world.sendPayment(assetId, tokens.sahara));
  const nativeFirst = await gasOf(() => world.sendNativePayment(assetId));
  const nativeSteady = await gasOf(() => world.sendNativePayment(assetId));

  const chain = await world.deriveChain(assetId, repeat(builder, 16));
  const leaf = chain.at(-1) ?? 0n;
  await world.pay(leaf, tokens.plain);

  const child = await register(builder, await world.license(builder, [assetId, other]));
  const payAndSettle = () =>
    gasOf(() => ledger.payAndSettle(child, tokens.plain, PAYMENT, ZeroHash, [child]));

  const salted = await signAuthorization(world, assetId, id("first"));
  await world.pay(assetId, tokens.sahara);

  return {
    bareTransferErc20: await bareTransfer(world),
    payErc20First: first,
    payErc20Steady: steady,
    payErc20SteadyFiniteAllowance: finite,
    payErc20SteadyDepth16: await gasOf(() => world.sendPayment(leaf, tokens.plain)),
    payErc20FirstSahara: saharaFirst,
    payErc20SteadySahara: saharaSteady,
    payNativeFirst: nativeFirst,
    payNativeSteady: nativeSteady,
    payAndSettle2ParentsFirst: await payAndSettle(),
    payAndSettle2Parents: await payAndSettle(),
    payWithAuthorizationSahara: await gasOf(() =>
      world.sahara.ledger
        .connect(builder)
        .payWithAuthorization(assetId, tokens.sahara, ZeroHash, salted),
    ),
  };
}

/** What a plain ERC-20 transfer costs between accounts that hold the token already, for comparison. */
async function bareTransfer({ gasOf, tokens, customer, owner }: World): Promise<bigint> {
  return await gasOf(() => tokens.plain.connect(customer).transfer(owner, PAYMENT));
}

/** The customer's ERC-3009 signature for one payment in SAHARA. */
async function signAuthorization(world: World, assetId: bigint, salt: string) {
  const { customer, tokens, sahara } = world;
  const { chainId } = await world.ethers.provider.getNetwork();
  const verifyingContract = await tokens.sahara.getAddress();
  const terms = {
    from: customer.address,
    value: NATIVE_PAYMENT,
    validAfter: 0n,
    validBefore: 2_209_032_000n,
  };
  const signature = await customer.signTypedData(
    { name: "Sahara", version: "1", chainId, verifyingContract },
    RECEIVE_WITH_AUTHORIZATION_TYPES,
    {
      ...terms,
      to: await sahara.ledger.getAddress(),
      nonce: await sahara.ledger.authorizationNonce(assetId, ZeroHash, salt),
    },
  );
  const { v, r, s } = Signature.from(signature);
  return { ...terms, salt, v, r, s };
}
