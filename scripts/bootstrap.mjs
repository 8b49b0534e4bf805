/**
 * First step of every npm script: node_modules as package-lock.json says. Plain JavaScript without
 * dependencies, because it runs before there are any. package.json then starts the real program with
 * `exec node --import tsx`, so that npm's signals reach it without a process between them.
 *
 * What is installed is read from npm's own record (node_modules/.package-lock.json, written last by
 * every install): an interrupted install and one without devDependencies are both noticed.
 */
import { spawnSync } from 'node:child_process';
import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';

const OLDEST_NODE = [20, 19];
const root = dirname(dirname(fileURLToPath(import.meta.url)));
const installing = join(root, '.npm-ci.lock');

/** @param {string[]} lines */
function refuse(...lines) {
  console.error(`✗ ${lines.join('\n  ')}`);
  process.exit(1);
}

function checkNode() {
  const [major, minor] = process.versions.node.split('.').map(Number);
  const [needMajor, needMinor] = OLDEST_NODE;
  if (major > needMajor || (major === needMajor && minor >= needMinor)) return;
  refuse(`Arbiter needs Node.js ${OLDEST_NODE.join('.')} or newer; this is ${process.versions.node}.`, 'Install a newer one (https://nodejs.org/en/download) and run the command again.');
}

/** Name of the first package that is missing or has another version; null when all is there. */
function firstDifference() {
  const wanted = JSON.parse(readFileSync(join(root, 'package-lock.json'), 'utf8')).packages;
  let found;
  try {
    found = JSON.parse(readFileSync(join(root, 'node_modules/.package-lock.json'), 'utf8')).packages;
  } catch {
    return 'all of them';
  }
  for (const [path, entry] of Object.entries(wanted)) {
    if (path === '' || (entry.optional && !isForThisMachine(entry))) continue;
    if (found[path]?.version !== entry.version) return path.replace(/^.*node_modules\//, '');
  }
  return null;
}

/** Of the optional packages only those that name this system for certain are asked for; libc is not compared. */
function isForThisMachine({ os, cpu, libc }) {
  return os?.includes(process.platform) && cpu?.includes(process.arch) && !libc;
}

/** Two first starts at once must not install into the same folder. */
async function takeInstallLock() {
  for (let told = false; ; told = true) {
    try {
      mkdirSync(installing);
      writeFileSync(join(installing, 'pid'), String(process.pid));
      process.on('exit', () => rmSync(installing, { recursive: true, force: true }));
      for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, () => process.exit(1));
      return;
    } catch (error) {
      if (error.code === 'EACCES' || error.code === 'EROFS') refuse(`npm packages are missing and ${root} cannot be written.`, 'Run the command as the owner of the checkout, or as root: sudo npm start');
      if (error.code !== 'EEXIST') throw error;
    }
    if (!holderLives()) rmSync(installing, { recursive: true, force: true });
    else {
      if (!told) console.log('… waiting for another npm ci in this folder');
      await sleep(500);
    }
  }
}

function holderLives() {
  try {
    process.kill(Number(readFileSync(join(installing, 'pid'), 'utf8')) || process.pid, 0);
    return true;
  } catch (error) {
    return error.code === 'ENOENT' || error.code === 'EPERM';
  }
}

function install(missing) {
  console.log(`… npm packages: running npm ci (first difference: ${missing})`);
  // Said on the command line: NODE_ENV=production or omit=dev would leave out tsx, vite and vitest.
  const result = spawnSync('npm', ['ci', '--include=dev', '--include=optional', '--no-audit', '--no-fund', '--loglevel=error'], { cwd: root, stdio: ['ignore', 'inherit', 'inherit'] });
  if (result.status === 0) return;
  refuse(`npm ci failed (${result.error?.message ?? result.signal ?? `exit code ${result.status}`}); its message is above.`, 'The npm registry must be reachable, directly or through the one in your .npmrc.');
}

const started = performance.now();
checkNode();
if (firstDifference() !== null) {
  await takeInstallLock();
  const missing = firstDifference();
  if (missing !== null) install(missing);
}
console.log(`✓ npm packages (${((performance.now() - started) / 1000).toFixed(1)} s)`);
