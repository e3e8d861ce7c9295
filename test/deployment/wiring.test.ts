import { expect } from "chai";

import { SAHARA_NAMES, type SaharaAddresses } from "../../scripts/lib/SaharaAddresses.ts";
import { isFailed } from "../../scripts/lib/verify/Check.ts";
import { checkBytecode } from "../../scripts/lib/verify/checkBytecode.ts";
import { checkWiring } from "../../scripts/lib/verify/checkWiring.ts";
import { ethers } from "../helpers/chain.ts";
import { loadSahara } from "../helpers/deploySahara.ts";

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

  it("asks for every address that a contract was built with, if not for the code there", async () => {
    const { sahara, addresses, checks } = await check();
    const parts = await checkBytecode(sahara, addresses, ethers.provider);
    const builtWith: string[] = [];
    for (const name of SAHARA_NAMES) {
      sahara[name].interface.forEachFunction(({ name: read, inputs, outputs }) => {
        const isAddress = inputs.length === 0 && outputs[0]?.type === "address";
        if (isAddress && /^[A-Z_]+$/.test(read)) builtWith.push(`${name}.${read}`);
      });
    }

    const asked = [...checks, ...parts].map(({ what }) => what.replace(/^code of | at 0x.+$/g, ""));
    expect(parts.filter(isFailed)).to.deep.equal([]);
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
