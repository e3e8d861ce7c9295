import type { UsageOffer } from "@sahara/sdk";
import type { Wallet } from "ethers";

import type { Person } from "../cast.ts";
import type { BuiltModel } from "../chapters/buildAssets.ts";
import type { NodeProcess } from "./startNodeProcess.ts";

/** A model as one operator serves it. */
export type ServedOffer = {
  offerId: string;
  offer: UsageOffer;
  model: BuiltModel;
  operator: Person;
};

/** Somebody who runs a node. */
export type Operator = {
  person: Person;
  /** Signs receipts and sends the node's transactions. */
  key: Wallet;
  offers: ServedOffer[];
  node: NodeProcess;
};
