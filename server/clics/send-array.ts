/** A JSON array, sent piece by piece: it may be larger than what is well held in memory. */
import { once } from 'node:events';
import type { Response } from 'express';

export async function sendArray<T>(response: Response, pages: AsyncIterable<T[]>, wanted: (item: T) => boolean): Promise<void> {
  response.type('application/json');
  let between = '[';
  for await (const page of pages) {
    const items = page.filter(wanted);
    if (response.destroyed) return;
    if (items.length === 0) continue;
    const flows = response.write(between + items.map((item) => JSON.stringify(item)).join(','));
    between = ',';
    if (!flows) await Promise.race([once(response, 'drain'), once(response, 'close')]);
  }
  response.end(between === '[' ? '[]' : ']');
}
