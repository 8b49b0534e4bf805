/** What the importer says of the package that a problem would make now, each finding with the part that it is about. */
import { readPackage } from '#judge/packages/read-package.js';
import type { Services } from '../services.js';
import type { Arranged } from './arrange.js';
import { packageEntries, type PackageEntry } from './package/layout.js';
import { withPackageFile } from './package/write-package.js';

export async function checkPackage({ db, config }: Pick<Services, 'db' | 'config'>, arranged: Arranged) {
  const entries = packageEntries(arranged);
  return withPackageFile(db, config.dataFolder, entries, async (zip) => {
    const { findings } = await readPackage({ zip, name: 'problem' }, { storeFile: () => Promise.resolve(), temporaryFolder: zip.slice(0, zip.lastIndexOf('/')) });
    return { findings: findings.map(({ severity, path, line, message }) => ({ severity, path, message, part: partOf(path, entries, arranged), ...(line === undefined ? {} : { line }) })) };
  });
}

/** By the file itself, the test or program that it belongs to, or the folder of a group. */
function partOf(path: string, entries: readonly PackageEntry[], { groups, settings }: Arranged): string | null {
  const exact = entries.find((entry) => entry.path === path);
  if (exact) return exact.part;
  const test = groups.flatMap((group) => group.tests).find((each) => path.startsWith(`data/${each.path}.`) || path === `data/${each.path}`);
  if (test) return test.id;
  const group = groups.find((each) => path === `data/${each.path}`);
  if (group) return group.id;
  const inside = entries.filter((entry) => path !== '' && entry.path.startsWith(`${path}/`)).map(({ part }) => part);
  if (inside.length > 0 && inside.every((part) => part === inside[0])) return inside[0]!;
  return path === 'problem.yaml' ? settings.id : null;
}
