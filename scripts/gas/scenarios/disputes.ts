import { id, ZeroAddress } from "ethers";

import type { World } from "../createWorld.ts";
import type { Gas } from "../Gas.ts";

const STOLEN = 0n;
const UPHELD = 2n;
const UNITS = 100_000_000n;
const ALL_CURRENCIES = 2n ** 32n - 1n;

/** A claim from its filing to the refund of a buyer; the court has a claim, a credit and a pool before. */
export async function measureDisputes(world: World): Promise<Gas> {
  const { gasOf, sahara, terms, owner, builder, customer, deployer, networkHelpers } = world;
  const { court } = sahara;
  for (const party of [owner, builder]) {
    await sahara.token.connect(party).approve(court, world.ethers.MaxUint256);
  }
  const file = (assetId: bigint) =>
    court.connect(builder).file(assetId, STOLEN, UNITS, id("evidence"));
  const answer = async () => court.connect(owner).answer(await court.claimCount(), id("statement"));
  const prepare = async () => {
    const assetId = await world.register(owner);
    return { assetId, licenseId: await world.buy(customer, assetId, terms.remix) };
  };
  const [first, second] = [await prepare(), await prepare()];

  await file(first.assetId);
  await answer();
  await court.rule(1n, UPHELD);
  const fileClaim = await gasOf(() => file(second.assetId));
  const answerClaim = await gasOf(answer);
  const ruleClaim = await gasOf(() => court.rule(2n, UPHELD));
  const enterRefund = await gasOf(() => court.connect(customer).enterRefund(second.licenseId, 2n));
  const awardPosition = await gasOf(() => court.award(2n, ZeroAddress, ALL_CURRENCIES));
  await networkHelpers.time.increase(await court.REMEDY_PERIOD());
  const refundBuyer = await gasOf(() => court.connect(deployer).refundBuyer(second.licenseId));
  return { fileClaim, answerClaim, ruleClaim, enterRefund, awardPosition, refundBuyer };
}
