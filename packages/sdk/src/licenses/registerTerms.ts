import { prepare, type PreparedTransaction } from "../chain/prepare.ts";
import { send, type Written, written } from "../chain/send.ts";
import type { Clients } from "../clients.ts";
import { ContractRevertError } from "../errors/ContractRevertError.ts";
import { toSaharaError } from "../errors/toSaharaError.ts";
import { encodeTerms, type LicenseTermsInput, termsId } from "./terms.ts";

export type RegisterTermsResult =
  | ({ termsId: string; registered: true } & Written)
  /** The terms were there already, so nothing was sent. */
  | { termsId: string; registered: false };

/** The unsigned transaction of {@link registerTerms}. */
export function prepareRegisterTerms(
  clients: Clients,
  terms: LicenseTermsInput,
): PreparedTransaction {
  const { interface: licenses } = clients.contracts.licenses;
  const data = licenses.encodeFunctionData("registerTerms", [encodeTerms(terms)]);
  return prepare(clients, "licenses", data);
}

/** Registers terms, so that any asset can offer them. Sends nothing when they are there already. */
export async function registerTerms(
  clients: Clients,
  terms: LicenseTermsInput,
): Promise<RegisterTermsResult> {
  const id = termsId(terms);
  if (await areRegistered(clients, id)) return { termsId: id, registered: false };
  const receipt = await send(clients, prepareRegisterTerms(clients, terms));
  return { ...written(receipt), termsId: id, registered: true };
}

async function areRegistered({ contracts }: Clients, id: string): Promise<boolean> {
  try {
    await contracts.licenses.termsOf(id);
    return true;
  } catch (thrown) {
    const error = toSaharaError(thrown);
    const unknown =
      error instanceof ContractRevertError && error.errorName === "LicenseManager_UnknownTerms";
    if (!unknown) throw error;
    return false;
  }
}
