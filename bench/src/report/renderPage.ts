import type { Reports } from "../benchmarks.ts";
import { renderAttribution } from "./renderAttribution.ts";
import { renderCalls } from "./renderCalls.ts";
import { renderCompute } from "./renderCompute.ts";
import { renderSignatures, renderTree } from "./renderMicro.ts";
import { renderStorage } from "./renderStorage.ts";

const BEGIN = "<!-- Written by ./sahara bench: begin -->";
const END = "<!-- Written by ./sahara bench: end -->";

/** Puts the results between the markers of a page; what people wrote around them stays. */
export function renderPage(page: string, results: Partial<Reports>): string {
  const [before, rest] = page.split(BEGIN);
  const after = rest?.split(END)[1];
  if (before === undefined || after === undefined) {
    throw new Error(`the page has no markers "${BEGIN}" and "${END}"`);
  }
  const sections = [
    results.calls === undefined ? [] : renderCalls(results.calls),
    results.signatures === undefined ? [] : renderSignatures(results.signatures),
    results.tree === undefined ? [] : renderTree(results.tree),
    results.attribution === undefined ? [] : renderAttribution(results.attribution),
    results.storage === undefined ? [] : renderStorage(results.storage),
    results.compute === undefined ? [] : renderCompute(results.compute),
  ];
  return `${before}${[BEGIN, ...sections.flat(), END].join("\n\n")}${after}`;
}
