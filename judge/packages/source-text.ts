import { open } from 'node:fs/promises';
import type { TreeNode } from './tree.js';

/** How much of a source is looked at for tags and shebangs. */
const LOOKED_AT_BYTES = 256 * 1024;

/** The beginning of a file as text; bytes that are not UTF-8 become replacement characters. */
export async function readStart(node: TreeNode): Promise<string> {
  const file = await open(node.absolute);
  try {
    const buffer = Buffer.alloc(Math.min(node.size, LOOKED_AT_BYTES));
    const { bytesRead } = await file.read(buffer, 0, buffer.length, 0);
    return buffer.toString('utf8', 0, bytesRead);
  } finally {
    await file.close();
  }
}
