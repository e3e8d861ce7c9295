import { ContractRevertError, type Sahara } from "@sahara/sdk";

/** Logs on chain that a share is about to be released, once for each request. Throws when it is not logged. */
export type ReleaseLog = (release: Parameters<Sahara["logRelease"]>[0]) => Promise<void>;

/** Logs releases with the signer of `sahara`, one after the other, so that no two of its transactions share a nonce. */
export function createReleaseLog(sahara: Pick<Sahara, "logRelease">): ReleaseLog {
  let last = Promise.resolve();
  return async (release) => {
    const log = () => logOnce(sahara, release);
    // Whoever asked for the one before hears why it failed; this one does not depend on it.
    last = last.then(log, log);
    await last;
  };
}

/** The vault remembers each request, so one that is asked again is logged already. */
async function logOnce(
  sahara: Pick<Sahara, "logRelease">,
  release: Parameters<ReleaseLog>[0],
): Promise<void> {
  try {
    await sahara.logRelease(release);
  } catch (error) {
    const isLogged =
      error instanceof ContractRevertError && error.errorName === "DataVault_AlreadyLogged";
    if (!isLogged) throw error;
  }
}
