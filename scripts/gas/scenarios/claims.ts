import { type AddressLike, getAddress, id, ZeroAddress } from "ethers";

import type { World } from "../createWorld.ts";
import type { Erc20 } from "../Erc20.ts";
import type { Gas } from "../Gas.ts";

const OWNER = ZeroAddress;
const CONTRIBUTOR_UNITS = 10_000_000n;

/** Claiming one's own share. Steady: claimed before, and the account holds the token already. */
export async function measureClaims(world: World): Promise<Gas> {
  const { gasOf, sahara, tokens, owner, newcomer, customer, register } = world;
  const ledger = sahara.ledger.connect(customer);
  const assetId = await register(newcomer);
  const contributor = getAddress(id("contributor").slice(0, 42));
  await sahara.ledger.connect(newcomer).releaseUnits(assetId, contributor, CONTRIBUTOR_UNITS);

  const claim = async (token: Erc20, holder: AddressLike) => {
    await world.pay(assetId, token);
    return await gasOf(() => ledger.claim(assetId, token, holder, []));
  };
  const claimNative = async () => {
    await world.payNative(assetId);
    return await gasOf(() => ledger.claim(assetId, ZeroAddress, contributor, []));
  };

  const claimFirst = await claim(tokens.plain, contributor);
  const claimSteady = await claim(tokens.plain, contributor);
  const claimOwnerFirst = await claim(tokens.plain, OWNER);
  const claimOwnerSteady = await claim(tokens.plain, OWNER);
  await claim(tokens.sahara, contributor);
  const claimSteadySahara = await claim(tokens.sahara, contributor);
  await claimNative();
  const claimSteadyNative = await claimNative();

  const ten: bigint[] = [];
  for (let i = 0; i < 10; i++) ten.push(await register(owner));
  const claimMany = async () => {
    for (const each of ten) await world.pay(each, tokens.plain);
    return await gasOf(() => ledger.claimMany(ten, tokens.plain, OWNER, []));
  };

  return {
    claimFirst,
    claimSteady,
    claimSteadySahara,
    claimSteadyNative,
    claimOwnerFirst,
    claimOwnerSteady,
    claimMany10First: await claimMany(),
    claimMany10: await claimMany(),
  };
}
