#!/usr/bin/env node
/** The command `arbiter` (`npx arbiter` in a clone): makes sure of the npm packages, then runs arbiter.ts with the same words. */
import { spawn, spawnSync } from 'node:child_process';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const here = dirname(fileURLToPath(import.meta.url));
// What it says belongs to no answer: it is shown only where something had to be done.
const bootstrap = spawnSync(process.execPath, [join(here, 'bootstrap.mjs')], { stdio: ['ignore', 'pipe', 'inherit'], encoding: 'utf8' });
if (bootstrap.status !== 0 || bootstrap.stdout.includes('…')) process.stderr.write(bootstrap.stdout);
if (bootstrap.status !== 0) process.exit(bootstrap.status ?? 1);

// The folder of the packages, wherever the command is given; paths in the command are still those of the caller's folder.
const child = spawn(process.execPath, ['--conditions=source', '--import', import.meta.resolve('tsx'), join(here, 'arbiter.ts'), ...process.argv.slice(2)], { stdio: 'inherit' });
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, () => child.kill(signal));
child.on('close', (code) => process.exit(code ?? 1));
