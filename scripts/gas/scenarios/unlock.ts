import { MaxUint256, ZeroAddress } from "ethers";

import { deployUnlock } from "../../peers/deployUnlock.ts";
import { send } from "../../peers/npmContracts.ts";
import type { World } from "../createWorld.ts";
import type { Gas } from "../Gas.ts";
import { MONTH_SECONDS, TOKEN_PRICE } from "../registerTerms.ts";

type Signer = World["owner"];

const FEE_BPS = 250n;
/** Keys of one holder: ours may hold any number, so theirs may. */
const MANY_KEYS = 1_000n;
/** A key can be renewed in the last tenth of its time. */
const RENEWABLE_SECONDS = (MONTH_SECONDS * 95n) / 100n;
const PURCHASE = "purchase((uint256,address,address,address,address,bytes,uint256)[])";

/**
 * Months of use sold as keys of a lock, in the same token and for the same price as our licences. Steady as those are:
 * the lock sold some before, the buyer holds one.
 */
export async function measureUnlock(world: World): Promise<Gas> {
  const { gasOf, networkHelpers, deployer, builder, customer, newcomer, others } = world;
  const [otherNewcomer = newcomer] = others;
  const { unlock, lock, unlockCreateLock } = await openLock(world);
  const take = (from: Signer, name: string, ...args: unknown[]) =>
    gasOf(() => send(lock, from, name, ...args));
  const purchase = (buyer: Signer) => take(buyer, PURCHASE, [keyFor(buyer)]);
  /** Keys are numbered from 1. */
  const buy = async (buyer: Signer): Promise<bigint> => {
    await purchase(buyer);
    return (await lock.getFunction("totalSupply")()) as bigint;
  };

  const unlockPurchaseFirst = await purchase(builder);
  await purchase(customer);
  const unlockPurchase = await purchase(customer);
  const unlockPurchaseNewHolder = await purchase(newcomer);

  const key = await buy(customer);
  const unlockExtend = await take(customer, "extend", TOKEN_PRICE, key, ZeroAddress, "0x");
  const moved = await buy(customer);
  const unlockTransfer = await take(customer, "transferFrom", customer, builder, moved);
  const unlockCancelAndRefund = await take(customer, "cancelAndRefund", await buy(customer));

  const renewed = await buy(customer);
  await networkHelpers.time.increase(RENEWABLE_SECONDS);
  const unlockRenewByKeeper = await take(builder, "renewMembershipFor", renewed, ZeroAddress);

  await send(unlock, deployer, "setProtocolFee", FEE_BPS);
  await purchase(customer);
  const unlockPurchaseWithFee = await purchase(customer);
  const unlockPurchaseWithFeeNewHolder = await purchase(otherNewcomer);
  return {
    ...{ unlockCreateLock, unlockPurchaseFirst, unlockPurchase, unlockPurchaseNewHolder },
    ...{ unlockPurchaseWithFee, unlockPurchaseWithFeeNewHolder, unlockExtend },
    ...{ unlockRenewByKeeper, unlockTransfer, unlockCancelAndRefund },
  };
}

/** A lock of the owner's that sells months of use; whoever buys lets it take the price. */
async function openLock({ gasOf, tokens, deployer, owner, builder, customer, ...world }: World) {
  const { unlock, encodeLock, lockAt } = await deployUnlock(deployer);
  const data = encodeLock({
    manager: owner.address,
    durationSeconds: MONTH_SECONDS,
    token: await tokens.plain.getAddress(),
    price: TOKEN_PRICE,
  });
  const create = "createUpgradeableLock";
  const address = (await unlock.getFunction(create).staticCall(data)) as string;
  const unlockCreateLock = await gasOf(() => send(unlock, owner, create, data));

  const lock = lockAt(address);
  await send(lock, owner, "updateLockConfig", MONTH_SECONDS, MaxUint256, MANY_KEYS);
  for (const buyer of [builder, customer, world.newcomer, ...world.others]) {
    await tokens.plain.connect(buyer).approve(address, MaxUint256);
  }
  return { unlock, lock, unlockCreateLock };
}

/** A key for whoever buys it, without referrers and hooks. */
const keyFor = ({ address }: Signer) => ({
  ...{ value: TOKEN_PRICE, recipient: address, referrer: ZeroAddress },
  ...{ protocolReferrer: ZeroAddress, keyManager: ZeroAddress, data: "0x", additionalPeriods: 0 },
});
