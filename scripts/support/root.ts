import { dirname } from 'node:path';
import { fileURLToPath } from 'node:url';

/** The checkout; scripts are always run from their sources, never from dist. */
export const ROOT = dirname(dirname(dirname(fileURLToPath(import.meta.url))));
