import type { Cli } from "../../cli.ts";
import { formatCount, formatTime } from "../../output/format.ts";
import { table } from "../../output/table.ts";
import { parseId } from "../../parse/numbers.ts";
import { createCommand } from "../shared/createCommand.ts";

export const seatList = (cli: Cli) =>
  createCommand({
    name: "list",
    does: "List who sits in the seats of a licence.",
    examples: ["license seat list 4294967297"],
  })
    .argument("<licence>", "id of the licence", parseId)
    .action(async (licenseId) => {
      const { sahara } = await cli.connect();
      const { terms } = await sahara.getLicense({ licenseId });
      const { seats: contract } = sahara.clients.contracts;
      // At most 256, which the provider puts into a few requests.
      const seats = await Promise.all(
        Array.from({ length: Number(terms.seats) }, async (_, index) => {
          const seat = BigInt(index);
          const { user, expires } = await contract.seatOf(licenseId, seat);
          return { seat, user, expires };
        }),
      );
      const taken = seats.filter(({ expires }) => expires !== 0n);
      const rows = taken.map(({ seat, user, expires }) => [`${seat}`, user, formatTime(expires)]);
      cli.answer({
        json: { licenseId, seats: terms.seats, taken },
        text: `${formatCount(terms.seats)} seats, ${formatCount(taken.length)} taken.\n\n${table(["Seat>", "User", "Until"], rows)}`,
      });
    });
