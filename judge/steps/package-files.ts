import type { FileRef } from '#contract/package.js';

/** Files of problem packages on this host, fetched from the database when they are not here yet. */
export interface PackageFiles {
  /** Path of a read-only copy, which stays until the judging that asked for it is over. */
  path(file: FileRef): Promise<string>;
}
