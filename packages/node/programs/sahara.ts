// What a node grants a program that runs on data. The name of this file is the one that a module imports from.

/** What can be read. */
export namespace part {
  export const ROW: i32 = 0;
  export const NAME: i32 = 1;
  export const PARAMETERS: i32 = 2;
}

/** Bytes of a part. */
export declare function size(part: i32): i32;

/** Copies `count` bytes of a part, from `from` on, to the memory at `to`. */
export declare function read(part: i32, from: i32, to: usize, count: i32): void;

/** Adds to a counter, by its place in the job's list. */
export declare function add(counter: i32, value: i64): void;
