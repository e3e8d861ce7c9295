import { expect } from "chai";
import {
  groupValues,
  HONEST,
  type Point,
  pointSums,
  pointValues,
  sharePercent,
  withoutCopies,
} from "./attackFixture.ts";
import { randomNumbers } from "./randomNumbers.ts";

const NEWCOMER = 3;
/** Squared distance within which a row is a copy. */
const EPSILON = 50;

const rowsOf = (...owners: number[]) => HONEST.filter(({ owner }) => owners.includes(owner));

/** What somebody registers again, after everybody else. */
const copy = (points: readonly Point[], owner: number, times: number): Point[] =>
  Array.from({ length: times }, () => points.map((point) => ({ ...point, owner }))).flat();

/** The same with each feature moved by up to so much. */
const jitter = (points: readonly Point[], by: number): Point[] => {
  const random = randomNumbers(by);
  const moved = (feature: number) => feature + random(2 * by + 1) - by;
  return points.map((point) => ({ ...point, features: point.features.map(moved) }));
};

const sum = (values: readonly bigint[]) => values.reduce((a, b) => a + b, 0n);

describe("attacks on attribution", () => {
  it("honest: three contributors of 20 rows each have about a third", () => {
    for (const values of [pointSums(HONEST), groupValues(HONEST)]) {
      for (const owner of [0, 1, 2]) expect(sharePercent(values, owner)).to.be.within(31, 35);
    }
  });

  // ATT-4
  describe("copies of what others registered before", () => {
    // What a newcomer who copies two contributors takes when copies count, and when they do not.
    const table = [
      { times: 1, pointSum: 39.13, group: 25.32 },
      { times: 9, pointSum: 84.82, group: 25.24 },
    ];
    for (const { times, pointSum, group } of table) {
      it(`x${times}: pay ${pointSum} % by rows, ${group} % by contributors, and nothing once dropped`, () => {
        const attacked = [...HONEST, ...copy(rowsOf(0, 1), NEWCOMER, times)];
        expect(sharePercent(pointSums(attacked), NEWCOMER)).to.equal(pointSum);
        expect(sharePercent(groupValues(attacked), NEWCOMER)).to.equal(group);

        // All rows of the attacker are gone, so that every value is what it was.
        expect(withoutCopies(attacked)).to.deep.equal(HONEST);
      });
    }

    it("moved within epsilon: pay nothing either", () => {
      const moved = jitter(copy(rowsOf(0, 1), NEWCOMER, 9), 5);
      const attacked = [...HONEST, ...moved];

      expect(withoutCopies(attacked).length).to.be.greaterThan(HONEST.length + 0.8 * moved.length);
      expect(withoutCopies(HONEST, EPSILON)).to.deep.equal(HONEST);
      expect(withoutCopies(attacked, EPSILON)).to.deep.equal(HONEST);
    });

    it("with other labels: are copies all the same", () => {
      const relabelled = copy(rowsOf(0), NEWCOMER, 1).map((point) => ({
        ...point,
        label: 1 - point.label,
      }));

      expect(withoutCopies([...HONEST, ...relabelled])).to.deep.equal(HONEST);
    });

    it("moved beyond epsilon: survive, and pay; nothing here stops that", () => {
      const attacked = [...HONEST, ...jitter(copy(rowsOf(0, 1), NEWCOMER, 1), 60)];

      const left = withoutCopies(attacked, EPSILON);

      expect(sharePercent(pointSums(left), NEWCOMER)).to.be.greaterThan(20);
      expect(sharePercent(groupValues(left), NEWCOMER)).to.be.greaterThan(20);
    });
  });

  it("copies of one's own rows x9: pay 82 % by rows, and nothing once dropped", () => {
    const attacked = [...HONEST, ...copy(rowsOf(0), 0, 9)];
    expect(sharePercent(pointSums(attacked), 0)).to.equal(81.71);
    expect(sharePercent(groupValues(attacked), 0)).to.equal(35.65);

    expect(withoutCopies(attacked)).to.deep.equal(HONEST);
  });

  it("two names for one: gain nothing by rows, but turn 34 % into 45 % by contributors", () => {
    const split = HONEST.map((point, i) =>
      point.owner === 0 && i % 2 === 0 ? { ...point, owner: NEWCOMER } : point,
    );

    const [one, rest, others, two] = pointSums(split) as [bigint, bigint, bigint, bigint];
    expect([one + two, rest, others]).to.deep.equal(pointSums(HONEST));

    // Values of contributors suit those who can be told apart: co-owners, data sets with a stake.
    const groups = groupValues(split);
    expect(sharePercent(groupValues(HONEST), 0)).to.equal(34.2);
    expect(sharePercent(groups, 0) + sharePercent(groups, NEWCOMER)).to.be.closeTo(44.97, 0.01);
  });

  it("flipped labels: lower the value of their rows, and of who registers them", () => {
    const flipped = HONEST.map((point) =>
      point.owner === 2 ? { ...point, label: 1 - point.label } : point,
    );

    const valueOf = (points: readonly Point[]) =>
      sum(pointValues(points).filter((_, i) => points[i]!.owner === 2));

    expect(valueOf(flipped) < 0n && valueOf(HONEST) > 0n).to.equal(true);
    expect(sharePercent(groupValues(flipped), 2)).to.equal(0);
  });
});
