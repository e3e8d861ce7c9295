import { HardhatPluginError } from "hardhat/plugins";
import type { SolidityHooks } from "hardhat/types/hooks";
import type { HardhatPlugin } from "hardhat/types/plugins";

const PLUGIN = "sahara-strict-build";

/** Remarks of the compiler that ask for nothing. */
const REMARKS = new Set([
  "2394", // Transient storage may break composability: OpenZeppelin's guard clears what it sets.
  "3860", // Too large to be created: said of code instrumented for coverage; the tests create all others within limits.
  "5574", // Too large to be deployed: said of test contracts; the size of all others is measured by ./sahara gas.
]);

/** A warning of the compiler ends the build. */
const getCompilationJobErrors: SolidityHooks["getCompilationJobErrors"] = async (
  context,
  job,
  output,
  next,
) => {
  const all = await next(context, job, output);
  const errors = all.filter(({ errorCode }) => errorCode === undefined || !REMARKS.has(errorCode));
  const warnings = errors.filter(({ severity }) => severity === "warning");
  if (warnings.length > 0) {
    const texts = warnings.map(({ formattedMessage, message }) => formattedMessage ?? message);
    throw new HardhatPluginError(PLUGIN, `warnings are errors here.\n\n${texts.join("\n")}`);
  }
  return errors;
};

/**
 * Hardhat lists artifacts in the order of the file system, which TypeChain keeps in its index. Sorted, every machine
 * writes the same. The list is shared with the plugins that come later, and read-only for them alone.
 */
const processArtifactsAfterSuccessfulBuild: SolidityHooks["processArtifactsAfterSuccessfulBuild"] =
  (_context, artifactPaths) => {
    (artifactPaths as string[]).sort();
    return Promise.resolve();
  };

/** Makes a build that differs in nothing from machine to machine, and has no warnings. */
export const strictBuild: HardhatPlugin = {
  id: PLUGIN,
  hookHandlers: {
    solidity: () =>
      Promise.resolve({
        default: () =>
          Promise.resolve({ getCompilationJobErrors, processArtifactsAfterSuccessfulBuild }),
      }),
  },
};
