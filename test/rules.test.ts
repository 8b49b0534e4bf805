/** Rules of this repository that a compiler does not know. Each failure says what to do instead. */
import { existsSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { FOLDERS, cruise, sourceFiles } from '#scripts/check/imports.js';
import { ROOT } from '#scripts/support/root.js';

const LONGEST_FILE = 400;

const read = (path: string): string => readFileSync(join(ROOT, path), 'utf8');
const FILES = FOLDERS.flatMap((folder) => sourceFiles(folder));
const DEPLOYED = FILES.filter((path) => !/^(scripts|test)\//.test(path));

/** Code without comments; strings stay, as imports are strings. */
function code(path: string): string {
  return read(path).replace(/\/\*[\s\S]*?\*\/|(^|\s)\/\/[^\n]*/g, (match) => match.replace(/[^\n]/g, ' '));
}

/** `path:line` of every match, so that an editor finds it. */
function places(paths: readonly string[], pattern: RegExp): string[] {
  return paths.flatMap((path) =>
    code(path)
      .split('\n')
      .flatMap((line, index) => (pattern.test(line) ? [`${path}:${index + 1}: ${line.trim()}`] : [])),
  );
}

interface PackageJson {
  scripts: Record<string, string>;
  allowScripts: Record<string, boolean>;
}
const packageJson = JSON.parse(read('package.json')) as PackageJson;

describe('who may import whom', () => {
  it('follows the table of docs/architecture.md', { timeout: 120_000 }, async () => {
    const { faults, modules } = await cruise();
    expect(faults, 'A rule that must bend bends in the table first (and in .dependency-cruiser.cjs), with its reason').toEqual([]);
    expect(modules).toBe(FILES.length);
  });
});

describe('dangerous things have one door', () => {
  it('starts processes in judge/sandbox only, and PostgreSQL in database/embedded', () => {
    const others = DEPLOYED.filter((path) => !/^(judge\/sandbox|database\/embedded)\//.test(path));
    expect(places(others, /['"](node:)?(child_process|cluster)['"]|['"]execa['"]|process\.dlopen/), 'Ask the sandbox (judge/sandbox/sandbox.ts) to run it').toEqual([]);
  });

  it('evaluates no strings as code', () => {
    expect(places(DEPLOYED, /\beval\(|new Function\(|['"](node:)?vm['"]/), 'Code of others runs in a jail and nowhere else').toEqual([]);
  });

  it('reads the environment in config.ts and main.ts only', () => {
    const others = DEPLOYED.filter((path) => !/\/(config|main)\.tsx?$/.test(path));
    // PATH is no setting of ours; who looks for a program reads it.
    expect(places(others, /process\.env(?!\['PATH'\])/), 'Read it in config.ts, where it is checked and gets a type and a name, and hand the value on').toEqual([]);
  });

  it('ends the process in main.ts only', () => {
    const others = DEPLOYED.filter((path) => !/\/main\.ts$/.test(path));
    expect(places(others, /process\.(exit|abort)\(/), 'Throw; only main decides that the process ends').toEqual([]);
  });
});

describe('files', () => {
  it(`are no longer than ${LONGEST_FILE} lines`, () => {
    const long = FILES.map((path) => ({ path, lines: read(path).split('\n').length })).filter(({ lines }) => lines > LONGEST_FILE);
    expect(long, 'Files are near 60 to 120 lines, and 250 ask for a split: move a thought of its own to a file of its own').toEqual([]);
  });

  it('are no barrels', () => {
    const barrels = DEPLOYED.filter((path) => {
      const lines = code(path).split(';').map((statement) => statement.trim()).filter(Boolean);
      return lines.length > 1 && lines.every((statement) => /^export\s.*\sfrom\s/s.test(statement));
    });
    expect(barrels, 'Import from the file that defines the thing').toEqual([]);
  });
});

describe('tests', () => {
  const tests = FILES.filter((path) => path.endsWith('.test.ts') || path.endsWith('.test.tsx'));

  it('are all run', () => {
    expect(places(tests, /\b(describe|it|test)\.(only|skip|todo)\b/), 'A test that is left out proves nothing: mend it, or remove it').toEqual([]);
  });

  it('lie where the runner looks for them', () => {
    expect(FILES.filter((path) => /\.(test|spec)\.tsx?$/.test(path) && !/^test\/.*\.test\.tsx?$/.test(path)), 'Tests are test/**/*.test.ts').toEqual([]);
  });
});

describe('package.json', () => {
  it('names scripts that exist', () => {
    const missing = Object.entries(packageJson.scripts).flatMap(([name, command]) =>
      [...command.matchAll(/\bscripts\/[\w./-]+/g)].filter(([path]) => !existsSync(join(ROOT, path))).map(([path]) => `${name}: ${path}`),
    );
    expect(missing).toEqual([]);
    expect(Object.keys(packageJson.scripts)).toEqual(expect.arrayContaining(['start', 'test', 'check', 'dev', 'setup', 'doctor', 'bench', 'problems:verify']));
  });

  it('decides on every install script, so that npm ci asks and warns of nothing', () => {
    const { packages } = JSON.parse(read('package-lock.json')) as { packages: Record<string, { hasInstallScript?: boolean; os?: string[] }> };
    const names = Object.entries(packages)
      .filter(([, { hasInstallScript, os }]) => hasInstallScript && (os?.includes('linux') ?? true))
      .map(([path]) => path.replace(/^.*node_modules\//, ''));
    const undecided = names.filter((name) => !(name in packageJson.allowScripts) && !/linux-(arm|ia32|ppc64)$/.test(name));
    expect(undecided, 'Read its script, then add it to allowScripts in package.json').toEqual([]);
  });
});

describe('.ci/run', () => {
  it("is executable and calls the README's test command", () => {
    expect(statSync(join(ROOT, '.ci/run')).mode & 0o111).toBe(0o111);
    expect(read('.ci/run')).toMatch(/^npm test /m);
  });
});
