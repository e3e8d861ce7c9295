/** A number above or at zero, exactly. */
export type Fraction = { readonly numerator: bigint; readonly denominator: bigint };
