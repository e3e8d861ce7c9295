import { expect } from "chai";
import { id } from "ethers";

import { signedBy, type World } from "./createWorld.ts";
import { callCli, complaintOf } from "./runCli.ts";

export type Typist = ReturnType<typeof createTypist>;

/** Terms that sell a use and let models be made, which owe a tenth. */
export const SALES = {
  uses: ["ACCESS", "INFER", "DERIVATIVE", "TRAIN"],
  price: "2",
  royalty: "10%",
};

let contents = 0;

/** The options of content and metadata that nobody used before. */
export const freshRoots = () => [
  ...["--root", id(`command line content ${++contents}`)],
  ...["--metadata-root", id("command line metadata")],
];

/** Types commands within this process, and checks how they end. */
export function createTypist(world: () => World) {
  async function succeed(args: string[]): Promise<string> {
    const result = await callCli(world().place, args);
    const { exitCode, stdout } = result;
    const complaint = complaintOf(result);
    expect({ args, exitCode, complaint }).to.deep.equal({ args, exitCode: 0, complaint: "" });
    return stdout;
  }

  /** The document of a command that has to succeed. */
  async function answer<Document>(...args: string[]): Promise<Document> {
    return JSON.parse(await succeed([...args, "--json"])) as Document;
  }

  /** The exit code and complaint of a command that has to fail and send nothing. */
  async function refusal(...args: string[]): Promise<{ exitCode: number; line: string }> {
    const { place, provider } = world();
    const before = await provider.getBlockNumber();
    const result = await callCli(place, args);
    expect(result.stdout).to.equal("");
    expect(await provider.getBlockNumber()).to.equal(before);
    return { exitCode: result.exitCode, line: complaintOf(result).trimEnd() };
  }

  /** A data set of the owner's. */
  async function registerAsset(...options: string[]): Promise<string> {
    const command = ["asset", "register", "--kind", "dataset", ...freshRoots(), ...options];
    return (await answer<{ assetId: string }>(...command, ...signedBy("owner"))).assetId;
  }

  return {
    ...{ answer, refusal, registerAsset },
    /** What a command that has to succeed says to people. */
    text: async (...args: string[]): Promise<string> => await succeed(args),
  };
}
