import { ZeroAddress } from "ethers";

import { NATIVE_PAYMENT, PAYMENT } from "../createMoves.ts";
import type { World } from "../createWorld.ts";
import type { Erc20 } from "../Erc20.ts";
import type { Gas } from "../Gas.ts";

/** Paying an asset by a plain transfer to its inbox, and sweeping the inbox into the ledger. */
export async function measureInboxes(world: World): Promise<Gas> {
  const { gasOf, sahara, tokens, owner, customer, newcomer } = world;
  const assetId = await world.register(owner);
  const inbox = await sahara.inboxes.inboxOf(assetId);
  const inboxes = sahara.inboxes.connect(newcomer);

  const transfer = (token: Erc20) => gasOf(() => token.connect(customer).transfer(inbox, PAYMENT));
  const send = () => gasOf(() => customer.sendTransaction({ to: inbox, value: NATIVE_PAYMENT }));
  const sweep = (token: Erc20 | typeof ZeroAddress) => gasOf(() => inboxes.sweep(assetId, token));

  const payInboxTransferFirst = await transfer(tokens.plain);
  const sweepInboxFirst = await sweep(tokens.plain);
  const payInboxTransferSteady = await transfer(tokens.plain);
  const sweepInboxSteady = await sweep(tokens.plain);

  await transfer(tokens.sahara);
  await sweep(tokens.sahara);
  const payInboxTransferSteadySahara = await transfer(tokens.sahara);
  const sweepInboxSteadySahara = await sweep(tokens.sahara);

  await send();
  await sweep(ZeroAddress);
  const payInboxNative = await send();
  const sweepInboxNativeSteady = await sweep(ZeroAddress);

  return {
    payInboxTransferFirst,
    payInboxTransferSteady,
    payInboxTransferSteadySahara,
    payInboxNative,
    sweepInboxFirst,
    sweepInboxSteady,
    sweepInboxSteadySahara,
    sweepInboxNativeSteady,
  };
}
