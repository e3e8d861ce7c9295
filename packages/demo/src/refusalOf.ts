import { ContractRevertError } from "@sahara/sdk";

/** The name of the error by which a contract refuses, which it has to. */
export async function refusalOf(act: () => Promise<unknown>): Promise<string> {
  try {
    await act();
  } catch (error) {
    if (error instanceof ContractRevertError) return error.errorName;
    throw error;
  }
  throw new Error("A contract let somebody do what it should have refused.");
}
