import type { OrderState, OrderObstacle, SignedOrder } from "@sahara/sdk";

/** Where an order stands in the book: as the chain has it, or taken out by its maker. */
export type BookedState = OrderState | "WITHDRAWN";

export const BOOKED_STATES = [
  "OPEN",
  "UNFILLABLE",
  "FILLED",
  "CANCELLED",
  "EXPIRED",
  "WITHDRAWN",
] as const satisfies readonly BookedState[];

/** What the chain said about an order, and as of which block. */
export type Verdict = {
  readonly state: OrderState;
  /** What is in the way of an order that can't be filled now. */
  readonly obstacle: OrderObstacle | undefined;
  readonly block: number;
};

/** An order in the book. */
export type BookedOrder = {
  readonly orderHash: string;
  readonly signed: SignedOrder;
  readonly state: BookedState;
  readonly obstacle: OrderObstacle | undefined;
  /** Unix time. */
  readonly postedAt: number;
  /** Block as of which the state is known. */
  readonly block: number;
};
