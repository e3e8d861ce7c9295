import { freshRoots, type Typist } from "./createTypist.ts";
import { LICENSEE, signedBy, type World } from "./createWorld.ts";

export type Sale = { assetId: string; termsId: string; licenseId: string };

/** Sells licences by commands, and registers models under them. */
export function createMarket(
  world: () => World,
  { answer, registerAsset }: Pick<Typist, "answer" | "registerAsset">,
) {
  async function registerTerms(terms: object): Promise<string> {
    await world().write("terms.json", terms);
    const command = ["terms", "register", "terms.json", ...signedBy("owner")];
    return (await answer<{ termsId: string }>(...command)).termsId;
  }

  /** A data set of the owner's, and a licence of it that the licensee bought. */
  async function sellLicense(terms: object): Promise<Sale> {
    const termsId = await registerTerms(terms);
    const assetId = await registerAsset("--terms", termsId);
    const command = ["license", "buy", assetId, termsId, ...LICENSEE];
    const { licenseId } = await answer<{ licenseId: string }>(...command);
    return { assetId, termsId, licenseId };
  }

  /** A model of the licensee's, made under the licence. */
  async function deriveModel({ assetId, licenseId }: Sale): Promise<string> {
    const parent = `${assetId}:TRAINED_ON:${licenseId}`;
    const command = ["asset", "register", "--kind", "model", ...freshRoots(), "--parent", parent];
    return (await answer<{ assetId: string }>(...command, ...LICENSEE)).assetId;
  }

  return { registerTerms, sellLicense, deriveModel };
}
