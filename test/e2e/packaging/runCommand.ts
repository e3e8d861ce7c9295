import { execFile } from "node:child_process";

const MAX_OUTPUT_BYTES = 64 * 1024 * 1024;

export type CommandResult = { exitCode: number; stdout: string; stderr: string };

/** Runs a program in a folder to its end, without colours. */
export async function runCommand(folder: string, program: string, args: readonly string[]) {
  const { FORCE_COLOR: _, ...inherited } = process.env;
  const env = { ...inherited, NO_COLOR: "1" };
  return await new Promise<CommandResult>((resolve, reject) => {
    const child = execFile(
      program,
      args,
      { cwd: folder, env, maxBuffer: MAX_OUTPUT_BYTES },
      (error, stdout, stderr) => {
        if (error !== null && typeof error.code !== "number") {
          reject(new Error(`${program} did not run to its end.`, { cause: error }));
        } else resolve({ exitCode: child.exitCode ?? 1, stdout, stderr });
      },
    );
  });
}

/** Runs a program that has to succeed, and returns what it printed. */
export async function runToSuccess(folder: string, program: string, args: readonly string[]) {
  const { exitCode, stdout, stderr } = await runCommand(folder, program, args);
  if (exitCode !== 0) {
    throw new Error(`${program} ${args.join(" ")} ended with ${exitCode}:\n${stdout}${stderr}`);
  }
  return stdout;
}
