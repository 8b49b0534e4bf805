/** How large an environment may be. */
const MIB = 1024 * 1024;

export const ENVIRONMENT_LIMITS = {
  packages: 200,
  /** Of all files that are fetched. */
  fetchedBytes: 256 * MIB,
  /** Of everything that they hold, bytecode included. */
  bytes: 512 * MIB,
  files: 40_000,
} as const;
