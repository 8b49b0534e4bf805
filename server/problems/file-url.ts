import type { FileRef } from '#contract/package.js';

/** Address of a file that `publicFiles` (present.ts) lets out. */
export function fileUrl(slug: string, file: FileRef): string {
  return `/api/v1/problems/${slug}/files/${file.hash}`;
}
