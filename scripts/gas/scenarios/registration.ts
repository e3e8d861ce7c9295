import { REGISTRATION_TYPES } from "@sahara/sdk";
import { id, ZeroHash } from "ethers";

import type { World } from "../createWorld.ts";
import type { Gas } from "../Gas.ts";

const NOON_2040 = 2_209_032_000n;

/** Registering assets without parents: NFT, version and one offer of terms included. */
export async function measureRegistration(world: World): Promise<Gas> {
  const { gasOf, sahara, owner, newcomer, customer, registration, sendRegistration } = world;
  const { registrar, registry } = sahara;

  const signFor = async () => {
    const signed = registration();
    const { chainId } = await world.ethers.provider.getNetwork();
    const domain = {
      name: "Sahara Registrar",
      version: "1",
      chainId,
      verifyingContract: await registrar.getAddress(),
    };
    const message = {
      owner: owner.address,
      registration: signed,
      nonce: await registrar.nonces(owner),
      deadline: NOON_2040,
    };
    return { signed, signature: await owner.signTypedData(domain, REGISTRATION_TYPES, message) };
  };

  const registerFor = async () => {
    const { signed, signature } = await signFor();
    return () => registrar.connect(customer).registerFor(signed, owner, NOON_2040, signature);
  };

  const registerRoot = await gasOf(() => sendRegistration(newcomer));
  const registerRootKnownOwner = await gasOf(() => sendRegistration(owner));
  const registerRootWithoutTerms = await gasOf(() => sendRegistration(owner, { terms: [] }));
  const ten = Array.from({ length: 10 }, () => registration());
  const registerMany10 = await gasOf(() => registrar.connect(owner).registerMany(ten));
  const registerForFirst = await gasOf(await registerFor());
  const registerForSteady = await gasOf(await registerFor());

  const contentRoot = id("secret content");
  const salt = id("salt");
  const commitment = await registry.commitmentOf(owner, contentRoot, salt);
  const commit = await gasOf(() => registry.connect(owner).commit(commitment));
  const registerCommitted = await gasOf(() => sendRegistration(owner, { contentRoot, salt }));

  const assetId = await registry.assetCount();
  const publish = (label: string) =>
    registry
      .connect(owner)
      .publishVersion(assetId, id(`content ${label}`), id(`metadata ${label}`), ZeroHash);

  return {
    registerRoot,
    registerRootKnownOwner,
    registerRootWithoutTerms,
    registerMany10,
    registerForFirst,
    registerFor: registerForSteady,
    commit,
    registerCommitted,
    publishVersion: await gasOf(() => publish("of version 2")),
  };
}
