import type { JsonObject } from "../src/models/Json.ts";
import type { ServedModel } from "../src/models/ServedModel.ts";

/** Runs a model that answers in one piece. */
export async function runModel(model: ServedModel, input: JsonObject): Promise<JsonObject> {
  const answer = model.run(input, { signal: new AbortController().signal });
  if (!("then" in answer)) throw new Error(`${model.id} answers in pieces`);
  const { output } = await answer;
  return output as JsonObject; // what the models under test answer with
}
