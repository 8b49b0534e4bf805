import type { FileRef } from '#contract/package.js';

/** They cannot be had now, as while the database is away; nothing says that they never can. */
export class FilesUnavailable extends Error {
  override readonly name = 'FilesUnavailable';
}

/** Files of problem packages on this host, fetched from the database when they are not here yet. */
export interface PackageFiles {
  /** Path of a read-only copy, which stays until the judging that asked for it is over. @throws FilesUnavailable, or another error where there is no such file */
  path(file: FileRef): Promise<string>;
}
