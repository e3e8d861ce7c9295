import type { Coalition } from "./exactShapley.ts";

/** The players of a coalition, ascending. */
export function membersOf(coalition: Coalition): number[] {
  const members: number[] = [];
  for (let player = 0; coalition >> player !== 0; player++) {
    if (((coalition >> player) & 1) === 1) members.push(player);
  }
  return members;
}
