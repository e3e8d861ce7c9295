import type { SaharaToken } from "../../typechain-types/index.js";

/** What the plain tokens are called through: the bindings of SAHARA know every call of ERC-20. */
export type Erc20 = SaharaToken;
