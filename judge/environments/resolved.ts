/** What the two resolvers give. */
import type { EnvironmentFault, LockedPackage } from '#contract/environment.js';
import type { Toolchain } from '../languages/discover.js';
import type { Sandbox } from '../sandbox/sandbox.js';
import type { Integrity } from './fetch-file.js';
import type { Registry } from './registry.js';

export interface ResolvedPackage extends Pick<LockedPackage, 'name' | 'version' | 'requested' | 'place' | 'fileName' | 'url'> {
  integrity: Integrity;
}

export interface Resolution {
  packages: ResolvedPackage[];
  warnings: Omit<EnvironmentFault, 'ecosystem'>[];
}

export interface ResolveRequest {
  sandbox: Sandbox;
  toolchain: Toolchain;
  registry: Registry;
  requirements: readonly string[];
  /** Folders of the host for what the jail is shown: tools that are kept, and what belongs to this one request. */
  toolsFolder: string;
  folder: string;
  signal: AbortSignal;
}

/** It cannot be installed, for a reason that its author can do something about. */
export class CannotInstall extends Error {
  override readonly name = 'CannotInstall';

  constructor(
    message: string,
    readonly requirement: string | null = null,
  ) {
    super(message);
  }
}

/** Of all indexes, or of all wheels that have to be looked into. */
export const MOST_INDEX_BYTES = 768 * 1024 * 1024;
