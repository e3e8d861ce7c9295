import type { AddressLike, BaseContract, BigNumberish, BytesLike } from "ethers";

import type { TypedContractMethod } from "../../typechain-types/common.js";

/** The test contract TestPaymentSource; types are generated for contracts/ only. */
export type TestPaymentSource = BaseContract & {
  collect: TypedContractMethod<
    [
      assetId: BigNumberish,
      token: AddressLike,
      amount: BigNumberish,
      feeBps: BigNumberish,
      ref: BytesLike,
    ],
    [bigint]
  >;
  setShare: TypedContractMethod<[shareBps: BigNumberish], [], "nonpayable">;
  setReentry: TypedContractMethod<[data: BytesLike], [], "nonpayable">;
};
