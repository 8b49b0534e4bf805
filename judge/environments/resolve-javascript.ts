/**
 * Chooses the packages of npm: npm itself, which writes package-lock.json and neither fetches a package nor runs anything of one.
 * https://docs.npmjs.com/cli/v10/configuring-npm/package-lock-json
 */
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import type { Integrity } from './fetch-file.js';
import { GATEWAY_DIRECTORY, openGateway } from './gateway.js';
import { RESOLVE_LIMITS, runTool } from './jail.js';
import { RegistryFailure, type Registry } from './registry.js';
import { CannotInstall, MOST_INDEX_BYTES, type Resolution, type ResolvedPackage, type ResolveRequest } from './resolved.js';
import { NPM, script, toolFile } from './tools.js';

const entrySchema = z.object({
  name: z.string().optional(),
  version: z.string().optional(),
  resolved: z.string().optional(),
  integrity: z.string().optional(),
  link: z.boolean().optional(),
  inBundle: z.boolean().optional(),
  optional: z.boolean().optional(),
  hasInstallScript: z.boolean().optional(),
  os: z.array(z.string()).optional(),
  cpu: z.array(z.string()).optional(),
  libc: z.array(z.string()).optional(),
});
type Entry = z.infer<typeof entrySchema>;
const lockSchema = z.object({ packages: z.record(z.string(), entrySchema) });

const TOOLS = '/tools';
const OPTIONS = ['--package-lock-only', '--ignore-scripts', '--no-audit', '--no-fund', '--no-update-notifier', '--no-bin-links', '--omit=dev', '--loglevel=error', '--fetch-retries=1', '--cache=/tmp/cache', '--userconfig=/tmp/npmrc'];
/** npm comes packed, and is unpacked in the jail: it is gone with it. */
const SCRIPT = [
  'mkdir /tmp/npm && tar --extract --gzip --file="$1" --strip-components=1 --no-same-owner --directory=/tmp/npm && cp "$2" package.json || exit 1',
  'node=$3; through=$4; shift 4',
  '"$node" --require "$through" /tmp/npm/bin/npm-cli.js install "$@" >&2 && cat package-lock.json',
].join('\n');

/** @throws CannotInstall, RegistryFailure, SandboxFailure */
export async function resolveJavaScript({ sandbox, toolchain, registry, requirements, toolsFolder, folder, signal }: ResolveRequest): Promise<Resolution> {
  const npm = await toolFile(NPM, registry, toolsFolder, signal);
  const through = await script('through-gateway.cjs', toolsFolder);
  const wanted = join(folder, 'package.json');
  const dependencies = Object.fromEntries(requirements.map(splitRequirement));
  await writeFile(wanted, JSON.stringify({ name: 'environment', version: '1.0.0', private: true, dependencies }), { mode: 0o644 });
  const gateway = await openGateway(registry, join(folder, 'gateway'), MOST_INDEX_BYTES);
  try {
    // In plain HTTP to the gateway, which asks by TLS.
    const address = registry.url.replace(/^https:/, 'http:');
    const answer = await runTool(
      sandbox,
      {
        command: ['/bin/sh', '-c', SCRIPT, 'sh', `${TOOLS}/${NPM.fileName}`, `${TOOLS}/package.json`, toolchain.tools['node']!, `${TOOLS}/through-gateway.cjs`, ...OPTIONS, `--registry=${address}`],
        environment: { NO_COLOR: '1', NO_UPDATE_NOTIFIER: '1' },
        mounts: [
          ...toolchain.mounts, { from: npm, to: `${TOOLS}/${NPM.fileName}` }, { from: through, to: `${TOOLS}/through-gateway.cjs` },
          { from: wanted, to: `${TOOLS}/package.json` }, { from: gateway.folder, to: GATEWAY_DIRECTORY },
        ],
        limits: { ...RESOLVE_LIMITS, processes: 128 },
      },
      signal,
    );
    if (answer.stopped !== null) throw new CannotInstall(`The versions could not be chosen: ${answer.stopped}. Name exact versions (name@version).`);
    const failure = gateway.failure();
    if (!answer.ok && failure !== null) throw new RegistryFailure(failure);
    if (!answer.ok) throw new CannotInstall(wordsOf(answer.said));
    return resolutionOf(answer.output, new Set(Object.keys(dependencies)), registry);
  } finally {
    await gateway.close();
  }
}

/** lodash@^4, @scope/name@1.0.0; without a version the latest one. */
export function splitRequirement(requirement: string): [name: string, range: string] {
  const at = requirement.indexOf('@', 1);
  return at < 0 ? [requirement, 'latest'] : [requirement.slice(0, at), requirement.slice(at + 1)];
}

function resolutionOf(output: string, requested: ReadonlySet<string>, registry: Registry): Resolution {
  const { packages: entries } = lockSchema.parse(JSON.parse(output));
  const packages: ResolvedPackage[] = [];
  const warnings: Resolution['warnings'] = [];
  for (const [place, entry] of Object.entries(entries)) {
    if (place === '' || entry.inBundle || (entry.optional && !isForHere(entry))) continue;
    const name = place.slice(place.lastIndexOf('node_modules/') + 'node_modules/'.length);
    const { version, resolved, integrity } = entry;
    if (entry.link || version === undefined || resolved === undefined || integrity === undefined) throw new CannotInstall(`${name} comes from elsewhere than the registry, and cannot be installed.`, name);
    if (entry.hasInstallScript) warnings.push({ requirement: name, message: `${name} ${version} has an install script. It is not run: what the script would have made is not there.` });
    packages.push({ name, version, requested: place === `node_modules/${name}` && requested.has(name), place, fileName: fileNameOf(name, version), url: addressOf(resolved, registry), integrity: parseIntegrity(integrity, name) });
  }
  return { packages, warnings };
}

const fileNameOf = (name: string, version: string): string => `${name.replace(/^@/, '').replaceAll('/', '-').replace(/^[.~-]+/, '')}-${version}.tgz`;

/** The jail knows the registry by plain HTTP. */
function addressOf(resolved: string, registry: Registry): string {
  const url = new URL(resolved);
  const origin = registry.origins.find((each) => new URL(each).host === url.host);
  return origin === undefined ? url.href : `${origin}${url.pathname}${url.search}`;
}

/** The strongest of the hashes that are given: https://w3c.github.io/webappsec-subresource-integrity/ */
function parseIntegrity(text: string, name: string): Integrity {
  for (const algorithm of ['sha512', 'sha384', 'sha256'] as const) {
    const found = text.split(/\s+/).find((each) => each.startsWith(`${algorithm}-`));
    if (found) return { algorithm, hex: Buffer.from(found.slice(algorithm.length + 1), 'base64').toString('hex') };
  }
  throw new CannotInstall(`The registry gives no strong hash of ${name}: it cannot be told whether it is the right file.`, name);
}

/** Jails run Linux with the GNU C library. */
function isForHere({ os, cpu, libc }: Entry): boolean {
  return allows(os, 'linux') && allows(cpu, process.arch) && allows(libc, 'glibc');
}

function allows(list: readonly string[] | undefined, ours: string): boolean {
  if (!list || list.length === 0) return true;
  if (list.includes(`!${ours}`)) return false;
  return list.includes(ours) || list.includes('any') || list.every((each) => each.startsWith('!'));
}

/** npm writes "npm error" and a code before each line, and ends with where its log is. */
function wordsOf(said: string): string {
  const lines = said
    .split('\n')
    .filter((line) => /^npm (?:error|ERR!)/.test(line))
    .map((line) => line.replace(/^npm (?:error|ERR!) ?(?:notarget|404|ERESOLVE)? ?/, ''))
    .filter((line) => !/^(?:code |A complete log|Log files|syscall |errno |In most cases you|a package version that|Note that you can|tarball, folder|Fix the upstream|this command with|to accept an incorrect|For a full report)|^\s*$|_logs|\/tmp\//.test(line));
  return (lines.length > 0 ? lines.join('\n') : said).replaceAll('http://', 'https://').trim().slice(0, 2000);
}
