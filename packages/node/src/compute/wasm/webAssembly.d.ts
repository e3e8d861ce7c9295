/** What is used of WebAssembly: only the types of browsers declare it, of which there is more than is wanted here. */
declare namespace WebAssembly {
  const Module: new (bytes: Uint8Array<ArrayBuffer>) => Module;

  class Memory {
    readonly buffer: ArrayBuffer;
    constructor(pages: { readonly initial: number; readonly maximum: number });
  }

  type Global = { value: number };

  class Instance {
    readonly exports: Readonly<Record<string, unknown>>;
    constructor(
      module: Module,
      imports: Readonly<Record<string, Readonly<Record<string, unknown>>>>,
    );
  }

  function validate(bytes: Uint8Array<ArrayBuffer>): boolean;
}
