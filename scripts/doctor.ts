/** npm run doctor: the same as `arbiter doctor`. */
import { doctor } from './arbiter/doctor.js';
import { runScript } from './support/progress.js';

await runScript(() => doctor.run(process.argv.slice(2)));
