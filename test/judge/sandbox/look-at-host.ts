/** A process that looks at its host as a judge does when it starts, and prints what it found as JSON. argv: nsjail, stateDir, instance, uid of the jails. */
import { checkHost } from '#judge/sandbox/check-host.js';

const [nsjail = '', stateDir = '', instance = '', uid = ''] = process.argv.slice(2);
process.stdout.write(JSON.stringify(await checkHost({ nsjail, stateDir, instance, uid: Number(uid) })));
