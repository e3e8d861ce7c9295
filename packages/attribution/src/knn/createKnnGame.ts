import { createRanker } from "./createRanker.ts";
import { checkTask, type KnnTask, KnnTaskError, numberLabels } from "./KnnTask.ts";

export type KnnGameParameters<Row> = KnnTask<Row> & {
  /** The contributor of each training row, from 0 to `contributors − 1`. */
  owners: readonly number[];
  contributors: number;
};

/** A game whose players are contributors, each with all of its rows. */
export type KnnGame = {
  readonly players: number;
  /** Neighbours with the right label, over all test rows, if only these contributors had come. */
  readonly utility: (present: readonly number[]) => bigint;
  /** The utility of all that could be right: `k · tests`. */
  readonly scale: number;
};

/**
 * The game of {@link knnShapley} between contributors rather than rows: a contributor comes with all
 * of its rows or not at all. For `exactShapley`, or for `sampledShapley` if they are many.
 *
 * @throws {KnnTaskError} As `knnShapley`, and when an owner is missing or is no contributor.
 *
 * @example
 * const game = createKnnGame({ index, labels, tests, k: 5, owners, contributors: 3 });
 * exactShapley(3, (coalition) => game.utility(membersOf(coalition)));
 */
export function createKnnGame<Row>({
  owners,
  contributors,
  ...task
}: KnnGameParameters<Row>): KnnGame {
  checkTask(task);
  checkOwners(owners, task.index.size, contributors);

  const { index, tests, k } = task;
  const { labels, numberOf } = numberLabels(task.labels);
  const rank = createRanker(index);
  const ownerOf = Uint32Array.from(owners);
  const orders = tests.map(({ row, label }) => ({
    order: rank(row).slice(),
    wanted: numberOf(label),
  }));

  return {
    players: contributors,
    scale: k * tests.length,
    utility(present) {
      const isPresent = new Uint8Array(contributors);
      for (const contributor of present) isPresent[contributor] = 1;
      const hits = orders.map(({ order, wanted }) => {
        let [found, right] = [0, 0];
        for (let rank = 0; rank < order.length && found < k; rank++) {
          const row = order[rank] ?? 0;
          if (isPresent[ownerOf[row] ?? 0] === 0) continue;
          found++;
          if (labels[row] === wanted) right++;
        }
        return right;
      });
      return BigInt(hits.reduce((sum, right) => sum + right, 0));
    },
  };
}

function checkOwners(owners: readonly number[], rows: number, contributors: number): void {
  if (owners.length !== rows) {
    throw new KnnTaskError("owners", `are ${owners.length} for ${rows} rows`);
  }
  const stranger = owners.find(
    (owner) => !Number.isInteger(owner) || owner < 0 || owner >= contributors,
  );
  if (stranger !== undefined) {
    throw new KnnTaskError("owners", `name ${stranger}, which is none of ${contributors}`);
  }
}
