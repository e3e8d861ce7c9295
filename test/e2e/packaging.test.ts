import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";

import { expect } from "chai";
import { JsonRpcProvider, ZeroAddress } from "ethers";

import { type Chain, startChain } from "../../packages/demo/src/startChain.ts";
import { findChromium } from "../../scripts/findChromium.ts";
import { listFiles } from "../../scripts/listFiles.ts";
import { createProject } from "./packaging/createProject.ts";
import { packPackages } from "./packaging/packPackages.ts";
import { readPage } from "./packaging/readPage.ts";
import { runCommand, runToSuccess } from "./packaging/runCommand.ts";
import { servePage } from "./packaging/servePage.ts";

const REPOSITORY = path.resolve(import.meta.dirname, "..", "..");
const MANIFESTS = ["package.json", path.join("packages", "sdk", "package.json")];
const SET_UP_TIMEOUT_MS = 240_000;

/** Compiler options by module resolution. One of them reads all declarations of the packages, whether used or not. */
const COMPILATIONS = {
  nodenext: ["--module", "nodenext", "--skipDefaultLibCheck"],
  bundler: ["--module", "esnext", "--skipLibCheck"],
} as const;
const ABSOLUTE_PATH = /\/home\/|\/Users\/|[A-Z]:\\\\?Users|file:\/\/\//;
const TEST_PATH = /(^|\/)test\/|\.test\.|\.t\.sol$/;

/** What register.js prints. */
type Registered = {
  assetId: string;
  kind: string;
  owner: string;
  ownerByBindings: string;
  ownerByAbi: string;
  token: string;
  currencies: string[];
};

describe("packed packages", () => {
  let folder: string;
  let project: string;
  let tarballs: Awaited<ReturnType<typeof packPackages>>;
  let manifests: readonly string[];
  let chain: Chain | undefined;
  /** The account that signs. */
  let owner: string;

  const readManifests = async () =>
    await Promise.all(MANIFESTS.map((file) => readFile(path.join(REPOSITORY, file), "utf8")));
  const register = async () =>
    JSON.parse(await runToSuccess(project, process.execPath, ["register.js"])) as Registered;

  before(async function () {
    this.timeout(SET_UP_TIMEOUT_MS);
    folder = await mkdtemp(path.join(tmpdir(), "sahara-packaging-"));
    project = path.join(folder, "project");
    manifests = await readManifests();
    tarballs = await packPackages(REPOSITORY, folder);
    await createProject(project, [tarballs.bindings, tarballs.sdk]);

    chain = await startChain();
    // As JSON it is url, chain id and addresses.
    await writeFile(path.join(project, "deployment.json"), JSON.stringify(chain));
    const provider = new JsonRpcProvider(chain.url);
    owner = (await provider.getSigner(0)).address;
    provider.destroy();
  });

  after(async () => {
    await chain?.stop();
    await rm(folder, { recursive: true });
  });

  it("hold the bindings of today's contracts, their sources and their ABIs", () => {
    const { paths } = tarballs.bindings;
    const under = (start: string) => paths.filter((file) => file.startsWith(start));
    const bindings = listFiles(path.join(REPOSITORY, "typechain-types"))
      .map((file) => path.relative(REPOSITORY, file))
      .filter((file) => path.basename(file) !== "hardhat.d.ts")
      .flatMap((file) => [".js", ".d.ts"].map((end) => `dist/${file.replace(/\.ts$/, end)}`));
    const from = (source: string) =>
      listFiles(path.join(REPOSITORY, source)).map((file) => path.relative(REPOSITORY, file));

    expect(bindings).to.include("dist/typechain-types/index.js");
    expect(under("dist/")).to.have.members(bindings);
    expect(under("contracts/")).to.have.members(
      from("contracts").filter((file) => file.endsWith(".sol")),
    );
    expect(under("deploy/")).to.have.members(from("deploy/abi"));
  });

  it("hold no test and no path of the machine that packed them", async () => {
    for (const name of ["sahara", path.join("@sahara", "sdk")]) {
      const root = path.join(project, "node_modules", name);
      const { paths } = name === "sahara" ? tarballs.bindings : tarballs.sdk;
      expect(paths).to.include("package.json");

      for (const file of paths) {
        expect(file).not.to.match(TEST_PATH);
        const text = await readFile(path.join(root, file), "utf8");
        expect(text.includes(REPOSITORY), `${name}: ${file}`).to.be.false;
        expect(ABSOLUTE_PATH.exec(text), `${name}: ${file}`).to.be.null;
      }
    }
  });

  it("leave the manifests of the repository as they were", async () => {
    expect(await readManifests()).to.deep.equal(manifests);
  });

  for (const [resolution, moduleOptions] of Object.entries(COMPILATIONS)) {
    it(`resolve their types under ${resolution}, which finds what is wrong and nothing else`, async () => {
      const options = ["--noEmit", "--strict", "--target", "es2023", "--pretty", "false"];
      const modules = [...moduleOptions, "--moduleResolution", resolution];
      const tsc = path.join("node_modules", "typescript", "bin", "tsc");
      const args = [tsc, ...options, ...modules, "right.ts", "wrong.ts"];
      const { stdout, exitCode } = await runCommand(project, process.execPath, args);

      const errors = [...stdout.matchAll(/^(\S+)\(\d+,\d+\): (error TS\d+)/gm)];
      expect(
        errors.map(([, file, error]) => `${file}: ${error}`),
        stdout,
      ).to.deep.equal(["wrong.ts: error TS2322", "wrong.ts: error TS2339"]);
      expect(exitCode).to.equal(2);
    });
  }

  it("register and read an asset from plain Node.js", async () => {
    const { assetId, ...read } = await register();

    expect(BigInt(assetId) > 0n).to.be.true;
    expect(read).to.deep.equal({
      kind: "DATASET",
      owner,
      ownerByBindings: owner,
      ownerByAbi: owner,
      token: "Sahara",
      currencies: [ZeroAddress, chain!.addresses.token],
    });
  });

  it("show an asset's owner on a page built by Vite, in a browser", async () => {
    const chromium = findChromium();
    if (chromium === undefined) throw new Error("Chromium is missing: apt-get install chromium");
    const { assetId } = await register();
    const page = await servePage(project);

    try {
      const ids = ["owner", "registryOwner", "token"] as const;
      const shown = await readPage(chromium, `${page.url}?asset=${assetId}`, ids);
      expect(shown).to.deep.equal({ owner, registryOwner: owner, token: "Sahara" });
    } finally {
      await page.stop();
    }
  });
});
