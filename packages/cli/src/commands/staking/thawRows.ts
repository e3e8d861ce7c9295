import type { Thaw } from "@sahara/sdk";

import { formatTime } from "../../output/format.ts";
import type { TokenBook } from "../../session/createTokenBook.ts";

export const THAW_COLUMNS = ["Thaw", "Worth", "Until"];

/** Stake on its way out, one row a thaw. */
export const thawRows = async (tokens: TokenBook, sah: string, thaws: readonly Thaw[]) =>
  await Promise.all(
    thaws.map(async ({ id, worth, end }) => [
      String(id),
      await tokens.format(worth, sah),
      formatTime(end),
    ]),
  );
