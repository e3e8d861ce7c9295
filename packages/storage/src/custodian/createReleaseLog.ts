import { ContractRevertError, createMutex, type Sahara } from "@sahara/sdk";

/** Logs on chain that a share is about to be released, once for each request. Throws when it is not logged. */
export type ReleaseLog = (release: Parameters<Sahara["logRelease"]>[0]) => Promise<void>;

/** Logs releases with the signer of `sahara`, one after the other, so that no two of its transactions share a nonce. */
export function createReleaseLog(sahara: Pick<Sahara, "logRelease">): ReleaseLog {
  const exclusive = createMutex();
  return (release) => exclusive("", () => logOnce(sahara, release));
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
