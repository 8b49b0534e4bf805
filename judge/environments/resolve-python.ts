/**
 * Chooses the wheels of Python packages: pip itself, for the interpreter of the jail that it runs in, without a network but for the gateway.
 * Its report names every file with its hash: https://pip.pypa.io/en/stable/reference/installation-report/
 */
import { join } from 'node:path';
import { z } from 'zod';
import { GATEWAY_DIRECTORY, openGateway } from './gateway.js';
import { RESOLVE_LIMITS, runTool, type ToolAnswer } from './jail.js';
import { RegistryFailure } from './registry.js';
import { CannotInstall, MOST_INDEX_BYTES, type Resolution, type ResolveRequest } from './resolved.js';
import { PIP, script, toolFile } from './tools.js';
import { whyNoWheel } from './why-no-wheel.js';

const reportSchema = z.object({
  install: z.array(
    z.object({
      requested: z.boolean(),
      is_yanked: z.boolean().optional(),
      metadata: z.object({ name: z.string(), version: z.string() }),
      download_info: z.object({ url: z.string(), archive_info: z.object({ hashes: z.object({ sha256: z.string().regex(/^[0-9a-f]{64}$/) }) }) }),
    }),
  ),
});

const TOOLS = '/tools';
const OPTIONS = [
  'install', '--isolated', '--dry-run', '--ignore-installed', '--only-binary', ':all:', '--no-cache-dir', '--no-input', '--disable-pip-version-check', '--progress-bar', 'off',
  '--retries', '1', '--timeout', '60', '--report', '/tmp/report.json',
];

/** @throws CannotInstall, RegistryFailure, SandboxFailure */
export async function resolvePython(request: ResolveRequest): Promise<Resolution> {
  const { sandbox, toolchain, registry, requirements, toolsFolder, folder, signal } = request;
  const pip = await toolFile(PIP, registry, toolsFolder, signal);
  const driver = await script('through-gateway.py', toolsFolder);
  const gateway = await openGateway(registry, join(folder, 'gateway'), MOST_INDEX_BYTES);
  try {
    const answer = await runTool(
      sandbox,
      {
        command: [toolchain.tools['python']!, `${TOOLS}/resolve.py`, `${TOOLS}/${PIP.fileName}`, '/tmp/report.json', ...OPTIONS, '--index-url', registry.url, '--', ...requirements],
        environment: { PYTHONDONTWRITEBYTECODE: '1', PIP_NO_COLOR: '1' },
        mounts: [...toolchain.mounts, { from: pip, to: `${TOOLS}/${PIP.fileName}` }, { from: driver, to: `${TOOLS}/resolve.py` }, { from: gateway.folder, to: GATEWAY_DIRECTORY }],
        limits: RESOLVE_LIMITS,
      },
      signal,
    );
    if (!answer.ok) throw await refusalOf(answer, gateway.failure(), request);
    return resolutionOf(answer.output);
  } finally {
    await gateway.close();
  }
}

function resolutionOf(output: string): Resolution {
  const { install } = reportSchema.parse(JSON.parse(output));
  const packages = install.map(({ requested, metadata: { name, version }, download_info: { url, archive_info } }) => {
    const fileName = decodeURIComponent(new URL(url).pathname.split('/').at(-1) ?? '');
    if (!fileName.endsWith('.whl')) throw new CannotInstall(`${name} ${version} is no wheel.`, name);
    return { name, version, requested, fileName, url, integrity: { algorithm: 'sha256' as const, hex: archive_info.hashes.sha256 } };
  });
  const warnings = install.filter((each) => each.is_yanked).map(({ metadata: { name, version } }) => ({ requirement: name, message: `${name} ${version} was withdrawn by its authors. Choose another version.` }));
  return { packages, warnings };
}

/** In pip's words, and where these only say that there is nothing, in ours. */
async function refusalOf(answer: ToolAnswer, failure: string | null, { toolchain, registry, signal }: ResolveRequest): Promise<Error> {
  if (answer.stopped !== null) return new CannotInstall(`The versions could not be chosen: ${answer.stopped}. Name exact versions (name==version).`);
  const none = /No matching distribution found for ([^\n]+)/.exec(answer.said)?.[1]?.trim();
  if (failure !== null && none === undefined) return new RegistryFailure(failure);
  if (none !== undefined) {
    const ours = await whyNoWheel(none, registry, toolchain, signal);
    // pip says the same of a registry that it does not reach.
    if (ours === null && failure !== null) return new RegistryFailure(failure);
    return new CannotInstall(ours ?? wordsOf(answer.said), none);
  }
  return new CannotInstall(wordsOf(answer.said));
}

function wordsOf(said: string): string {
  const from = said.indexOf('ERROR: ');
  const words = (from < 0 ? said : said.slice(from)).split(/^To fix this you could try/m)[0] ?? '';
  return words
    .replaceAll(/^ERROR: /gm, '')
    .replaceAll(/ \(from versions: [^)]*\)/g, '')
    .replaceAll(/\n{2,}/g, '\n')
    .trim()
    .slice(0, 2000);
}
