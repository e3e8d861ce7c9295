import { zeroPadValue } from "ethers";

import { type Address, parseAddress } from "../values/address.ts";

/** The topic under which logs name an address; any, if none is given. `what` is the parameter, for the error. */
export const addressTopic = (address: Address | undefined, what: string): string | null =>
  address === undefined ? null : zeroPadValue(parseAddress(address, what), 32);
