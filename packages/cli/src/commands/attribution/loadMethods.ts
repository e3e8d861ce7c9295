import type { AttributionMethod } from "@sahara/attribution/report";

/** The methods of valuing data that this command line knows. Loaded when needed: they bring a corpus along. */
export async function loadMethods(): Promise<AttributionMethod[]> {
  const { knnShapleyMethod } = await import("@sahara/attribution/report");
  const { mailsMethod } = await import("@sahara/models/report");
  return [knnShapleyMethod, mailsMethod];
}
