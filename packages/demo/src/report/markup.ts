import { escapeHtml } from "./escapeHtml.ts";

/** A share as a percentage: "98.92 %". */
export const percent = (share: number) => `${(100 * share).toFixed(2)} %`;

/** A cell of text. */
export const cell = (text: string) => `<td>${escapeHtml(text)}</td>`;

/** A cell of a number. */
export const number = (text: string) => `<td class="n">${escapeHtml(text)}</td>`;

/** A large value with what it means. */
export const fact = (value: string, meaning: string) =>
  `<div class="fact"><b>${escapeHtml(value)}</b><span>${escapeHtml(meaning)}</span></div>`;

/** A heading stands over its column: to the right where the column is of numbers. */
export function table(head: string[], rows: string[][]): string {
  const side = (column: number) => (rows[0]?.[column]?.startsWith('<td class="n') ? "n" : "");
  const heads = head
    .map((title, column) => `<th class="${side(column)}">${escapeHtml(title)}</th>`)
    .join("");
  return `<div class="scroll"><table><thead><tr>${heads}</tr></thead><tbody>${rows.map((row) => `<tr>${row.join("")}</tr>`).join("")}</tbody></table></div>`;
}
