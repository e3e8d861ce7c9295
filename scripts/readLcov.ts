/** How many of a file's executable lines were executed. */
export type FileCoverage = { path: string; hit: number; found: number };

/** Reads the line coverage of each file from an lcov tracefile. */
export function readLcov(tracefile: string): FileCoverage[] {
  return tracefile
    .split("end_of_record")
    .map((record) => ({
      path: /^SF:(.*)$/m.exec(record)?.[1],
      counts: [...record.matchAll(/^DA:\d+,(\d+)/gm)].map((match) => Number(match[1])),
    }))
    .flatMap(({ path, counts }) =>
      path === undefined
        ? []
        : [{ path, hit: counts.filter((count) => count > 0).length, found: counts.length }],
    );
}
