import binaryen from "binaryen";

/** The bytes of a module that is written as text. */
export function assemble(text: string): Uint8Array {
  const module = binaryen.parseText(text);
  try {
    module.setFeatures(binaryen.Features.All);
    return module.emitBinary();
  } finally {
    module.dispose();
  }
}

/** A program that does what `body` says, once a row, with all that a node grants. */
export const programText = (body: string, rest = "", pages = "1") => `(module
  (import "sahara" "size" (func $size (param i32) (result i32)))
  (import "sahara" "read" (func $read (param i32 i32 i32 i32)))
  (import "sahara" "add" (func $add (param i32 i64)))
  (memory ${pages})
  ${rest}
  (func $run (export "run") ${body}))`;
