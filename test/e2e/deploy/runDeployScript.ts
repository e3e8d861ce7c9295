import { spawn } from "node:child_process";

export type ScriptName = "deploy" | "verifyDeployment" | "exportDeployment" | "grant" | "seed";

/** Without a .env, so that a developer's own settings don't count. */
const NO_DOTENV = { DOTENV_CONFIG_PATH: "/dev/null", NO_COLOR: "1" };

/** Runs a script as ./sahara does, and returns what it printed. */
export async function runDeployScript(
  script: ScriptName,
  args: readonly string[] = [],
  env: NodeJS.ProcessEnv = {},
  signal?: AbortSignal,
) {
  const inherited = Object.entries(process.env).filter(([name]) => !name.startsWith("SAHARA_"));
  const child = spawn(process.execPath, ["--import", "tsx", `scripts/${script}.ts`, ...args], {
    stdio: ["ignore", "pipe", "pipe"],
    env: { ...Object.fromEntries(inherited), ...NO_DOTENV, ...env },
  });

  signal?.addEventListener("abort", () => child.kill("SIGKILL"));

  let stdout = "";
  let stderr = "";
  child.stdout.on("data", (chunk: Buffer) => (stdout += chunk.toString()));
  child.stderr.on("data", (chunk: Buffer) => (stderr += chunk.toString()));
  const code = await new Promise<number | null>((resolve, reject) => {
    child.once("error", reject);
    child.once("close", resolve);
  });
  return { code, stdout, stderr };
}
