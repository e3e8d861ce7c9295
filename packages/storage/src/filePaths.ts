/** Thrown when the path of a file in a directory could be read in two ways, or not at all. */
export class FilePathError extends Error {
  override readonly name = "FilePathError";
  readonly path: string;

  constructor(path: string, reason: string) {
    super(
      `Cannot put "${path}" into a directory: ${reason}. ` +
        'Use one relative path per file, separated by "/", such as "group/mail.txt".',
    );
    this.path = path;
  }
}

/** A separator of other systems, a zero, or a surrogate whose other half is missing. */
const UNPORTABLE = /[\\\0\p{Surrogate}]/u;

/**
 * Returns a check to be called once per file of a directory. It throws a {@link FilePathError} for a
 * path that is not plainly relative, that was seen before, or that makes another file a directory.
 */
export function createPathCheck(): (path: string) => void {
  const files = new Set<string>();
  const directories = new Set<string>();

  return (path) => {
    const segments = path.split("/");
    if (segments.some((segment) => segment === "" || segment === "." || segment === "..")) {
      throw new FilePathError(path, 'it has an empty, "." or ".." part');
    }
    if (UNPORTABLE.test(path)) {
      throw new FilePathError(path, "it holds a backslash, a zero or half a character");
    }
    if (files.has(path)) throw new FilePathError(path, "another file has the same path");
    if (directories.has(path)) throw new FilePathError(path, "it is the directory of another file");

    files.add(path);
    for (let depth = 1; depth < segments.length; depth++) {
      const parent = segments.slice(0, depth).join("/");
      if (files.has(parent)) throw new FilePathError(path, `"${parent}" is a file`);
      directories.add(parent);
    }
  };
}
