import { SaharaError } from "./SaharaError.ts";

/** Thrown when the auction house may not move what is auctioned, and may not be allowed to. */
export class LotNotApprovedError extends SaharaError {
  override readonly name = "LotNotApprovedError";
  readonly assetId: bigint;

  constructor(assetId: bigint) {
    super(
      `The auction house may not move asset ${assetId}, or its units. Leave \`approve\` out, or approve it yourself.`,
    );
    this.assetId = assetId;
  }
}
