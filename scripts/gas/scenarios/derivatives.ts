import type { World } from "../createWorld.ts";
import type { Gas } from "../Gas.ts";
import { repeat } from "../repeat.ts";

const DEPTH = 16;

/** Registering derivatives: a licence with a quota consumed per parent, and one offer of terms included. */
export async function measureDerivatives(world: World): Promise<Gas> {
  const { gasOf, owner, builder, newcomer, register, license, deriveChain, sendRegistration } =
    world;

  const parents: bigint[] = [];
  for (let i = 0; i < 5; i++) parents.push(await register(owner));
  const withParents = async (count: number, registrant = builder) => {
    const licensed = await license(registrant, parents.slice(0, count));
    return await gasOf(() => sendRegistration(registrant, licensed));
  };

  const one = await withParents(1);
  const five = await withParents(5);

  const ancestors = [await register(owner)];
  ancestors.push(...(await deriveChain(ancestors[0] ?? 0n, repeat(builder, DEPTH - 1))));
  const deepest = await license(builder, ancestors.slice(-1));

  return {
    registerDerivative1Parent: one,
    registerDerivative1ParentNewOwner: await withParents(1, newcomer),
    registerDerivative2Parents: await withParents(2),
    registerDerivative5Parents: five,
    // Rounded up.
    registerDerivativeExtraParent: (five - one + 3n) / 4n,
    registerDerivativeDepth16: await gasOf(() => sendRegistration(builder, deepest)),
  };
}
