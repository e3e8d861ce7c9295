import { type OperatorError, OperatorFaultError } from "../../errors/callErrors.ts";
import type { CallRecord, LanePlace } from "./CallStore.ts";
import { type CallerLane, nameOf } from "./openLaneBook.ts";
import { NO_RECORD, type OperatorRecord } from "./rankOffers.ts";

export type Reputation = ReturnType<typeof createReputation>;

/** Weight of the newest answer in the average of the time. */
const NEWEST = 0.2;

/** How operators did, from what is stored and what happens since. Failures that nothing was signed in are forgotten. */
export function createReputation(records: readonly CallRecord[], lanes: readonly CallerLane[]) {
  const known = new Map<string, OperatorRecord>();
  const operators = new Map(lanes.map(({ place, offer }) => [nameOf(place), offer.operator]));

  const of = (operator: string): OperatorRecord => known.get(operator.toLowerCase()) ?? NO_RECORD;
  const change = (operator: string, to: (record: OperatorRecord) => Partial<OperatorRecord>) => {
    const record = of(operator);
    known.set(operator.toLowerCase(), { ...record, ...to(record) });
  };
  const answered = (operator: string, latencyMs: number) => {
    change(operator, (record) => ({
      answered: record.answered + 1,
      latencyMs:
        record.answered === 0 ? latencyMs : record.latencyMs * (1 - NEWEST) + latencyMs * NEWEST,
    }));
  };
  const faulty = (operator: string) => {
    change(operator, ({ faults }) => ({ faults: faults + 1 }));
  };

  const operatorAt = (place: LanePlace) => operators.get(nameOf(place)) ?? "";
  for (const record of records) {
    if (record.kind === "receipt" && record.seen)
      answered(operatorAt(record.place), record.latencyMs);
    if (record.kind === "fault") faulty(operatorAt(record.place));
  }

  return {
    of,
    answered,
    failed(error: OperatorError): void {
      if (error instanceof OperatorFaultError) faulty(error.operator);
      else change(error.operator, ({ failed }) => ({ failed: failed + 1 }));
    },
  };
}
