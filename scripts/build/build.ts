/**
 * dist/ mirrors the sources, one file each, so that stack traces and lazy imports stay what they are; only
 * web/ is bundled. A stamp holds the hash of all inputs and is written last: an interrupted build is done again.
 */
import { createHash } from 'node:crypto';
import { copyFileSync, existsSync, mkdirSync, readFileSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { build as esbuild } from 'esbuild';
import { step } from '../support/progress.js';
import { takeLock } from '../support/lock.js';
import { collect } from '../support/processes.js';
import { ROOT } from '../support/root.js';
import { compressAssets } from './compress.js';

const CODE_FOLDERS = ['contract', 'database', 'judge', 'server', 'scripts'] as const;
const WEB_INPUTS = ['web', 'contract', 'vite.config.ts', 'lingui.config.ts'] as const;
const ALWAYS_INPUTS = ['package.json', 'package-lock.json', 'tsconfig.json', 'scripts/build'] as const;
const DIST = join(ROOT, 'dist');

export async function build(): Promise<void> {
  const lock = await waitForBuildLock();
  try {
    await buildPart('program', [...CODE_FOLDERS, ...ALWAYS_INPUTS], buildCode);
    if (existsSync(join(ROOT, 'web/index.html'))) await buildPart('web pages', [...WEB_INPUTS, ...ALWAYS_INPUTS], buildWeb);
  } finally {
    await lock.release();
  }
}

/** Two instances that start at once share one dist/. */
async function waitForBuildLock(): Promise<{ release: () => Promise<void> }> {
  const name = `build-${createHash('sha256').update(ROOT).digest('hex').slice(0, 12)}`;
  for (;;) {
    const taken = await takeLock(name);
    if ('lock' in taken) return taken.lock;
    await new Promise((resolve) => setTimeout(resolve, 200));
  }
}

async function buildPart(name: string, inputs: readonly string[], make: () => Promise<string>): Promise<void> {
  const stamp = join(DIST, `.${name.replace(' ', '-')}.hash`);
  await step(`build of the ${name}`, async ({ note }) => {
    const hash = hashOf(inputs);
    if (existsSync(stamp) && readFileSync(stamp, 'utf8') === hash) return note('unchanged');
    rmSync(stamp, { force: true });
    note(await make());
    writeFileSync(stamp, hash);
  });
}

async function buildCode(): Promise<string> {
  const entryPoints = CODE_FOLDERS.flatMap((folder) => filesBelow(folder)).filter((path) => /\.tsx?$/.test(path) && !path.endsWith('.d.ts'));
  for (const folder of CODE_FOLDERS) rmSync(join(DIST, folder), { recursive: true, force: true });
  const result = await esbuild({
    absWorkingDir: ROOT,
    entryPoints,
    outbase: '.',
    outdir: DIST,
    format: 'esm',
    platform: 'node',
    target: 'node20.19',
    sourcemap: true,
    sourcesContent: false,
    metafile: true,
    logLevel: 'error',
  });
  copyOtherFiles();
  const outputs = Object.entries(result.metafile.outputs).filter(([path]) => path.endsWith('.js'));
  return `${outputs.length} files, ${kib(outputs.reduce((sum, [, { bytes }]) => sum + bytes, 0))}`;
}

/** Files that the code reads beside itself: the launcher's C source, the seccomp policy, the proofs of languages, what installs packages in a jail. */
function copyOtherFiles(): void {
  for (const path of CODE_FOLDERS.flatMap((folder) => filesBelow(folder))) {
    if (/\.(c|h|kafel|sql|json|html|css|md|py|cjs|sh)$/.test(path)) copyInto(path);
  }
}

function copyInto(path: string): void {
  const target = join(DIST, path);
  mkdirSync(dirname(target), { recursive: true });
  copyFileSync(join(ROOT, path), target);
}

async function buildWeb(): Promise<string> {
  const web = join(DIST, 'web');
  const result = await collect(process.execPath, [join(ROOT, 'node_modules/vite/bin/vite.js'), 'build', '--outDir', web, '--emptyOutDir', '--logLevel', 'warn'], {
    cwd: ROOT,
    env: { ...process.env, NODE_ENV: 'production' },
  });
  if (result.code !== 0) throw new Error(`vite build failed:\n${result.output}`);
  const sizes = await compressAssets(web);
  return `${sizes.files} files, ${kib(sizes.bytes)}, ${kib(sizes.gzipBytes)} as gzip`;
}

/** Over names and contents, so that a touched file is no change and a renamed one is. */
function hashOf(inputs: readonly string[]): string {
  const hash = createHash('sha256').update(process.versions.node);
  for (const path of inputs.flatMap((input) => filesBelow(input))) hash.update(`\0${path}\0`).update(readFileSync(join(ROOT, path)));
  return hash.digest('hex');
}

/** Paths relative to the checkout, in a fixed order. */
function filesBelow(path: string): string[] {
  const whole = join(ROOT, path);
  if (!existsSync(whole)) return [];
  if (statSync(whole).isFile()) return [path];
  return readdirSync(whole, { withFileTypes: true })
    .sort((a, b) => (a.name < b.name ? -1 : 1))
    .flatMap((entry) => (entry.isDirectory() ? filesBelow(`${path}/${entry.name}`) : entry.isFile() ? [`${path}/${entry.name}`] : []));
}

export function kib(bytes: number): string {
  return `${(bytes / 1024).toFixed(0)} KiB`;
}
