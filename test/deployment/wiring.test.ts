import { expect } from "chai";

import { SAHARA_NAMES, type SaharaAddresses } from "../../scripts/lib/SaharaAddresses.ts";
import { isFailed } from "../../scripts/lib/verify/Check.ts";
import { checkWiring } from "../../scripts/lib/verify/checkWiring.ts";
import { loadSahara } from "../helpers/deploySahara.ts";

/** Contracts that another one made for itself, which no export names. */
const OWN_PARTS = [
  "inboxes.IMPLEMENTATION",
  "licenses.METADATA",
  "marketplace.UPSTREAMS",
  "receivers.IMPLEMENTATION",
];

async function check() {
  const sahara = await loadSahara();
  const entries = SAHARA_NAMES.map(
    async (name) => [name, await sahara[name].getAddress()] as const,
  );
  const addresses = Object.fromEntries(await Promise.all(entries)) as SaharaAddresses;
  return { sahara, addresses, checks: await checkWiring(sahara, addresses) };
}

describe("checkWiring", () => {
  it("finds nothing wrong with what was deployed", async () => {
    const { checks } = await check();

    expect(checks.filter(isFailed)).to.deep.equal([]);
  });

  it("asks for every address that a contract was built with", async () => {
    const { sahara, checks } = await check();
    const builtWith: string[] = [];
    for (const name of SAHARA_NAMES) {
      sahara[name].interface.forEachFunction(({ name: read, inputs, outputs }) => {
        const isAddress = inputs.length === 0 && outputs[0]?.type === "address";
        if (isAddress && /^[A-Z_]+$/.test(read)) builtWith.push(`${name}.${read}`);
      });
    }

    const asked = [...checks.map(({ what }) => what), ...OWN_PARTS];
    expect(builtWith.filter((what) => !asked.includes(what))).to.deep.equal([]);
  });

  it("names what knows another contract than the export", async () => {
    const { sahara, addresses } = await check();
    const other = addresses.meter;
    const checks = await checkWiring(sahara, { ...addresses, stakingRewards: other });

    expect(checks.filter(isFailed)).to.deep.equal([
      { what: "stakingPool.REWARDS", expected: other, found: addresses.stakingRewards },
    ]);
  });
});
