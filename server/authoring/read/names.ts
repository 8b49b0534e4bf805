import type { AuthoredFile } from '#contract/authoring.js';
import type { FileRef } from '#contract/package.js';

export const stored = ({ hash, size }: FileRef): AuthoredFile => ({ hash, size });
/** Such as the format allows. */
export const goodName = (name: string): string => name.replace(/[^a-zA-Z0-9_.+-]+/g, '-').replace(/^[^a-zA-Z0-9_]+/, '').slice(0, 200) || 'unnamed';
export const goodPath = (path: string): string => path.split('/').map(goodName).join('/');
