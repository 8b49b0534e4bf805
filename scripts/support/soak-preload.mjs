// @ts-check
/** Loaded into a judge by `npm run bench soak`: on SIGUSR2 it writes what its memory holds, garbage collected, as a line of JSON. */
import { appendFileSync } from 'node:fs';

const file = process.env['ARBITER_SOAK_FILE'];
if (file) {
  process.on('SIGUSR2', () => {
    const { gc } = /** @type {{ gc?: () => void }} */ (globalThis);
    gc?.();
    gc?.();
    appendFileSync(file, `${JSON.stringify(process.memoryUsage())}\n`);
  });
}
