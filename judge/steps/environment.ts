/** The packages of a problem, put where the programs of a submission find them (judge/environments makes them). */
import { LANGUAGES_OF_ECOSYSTEM, type Ecosystem, type LockedEnvironment } from '#contract/environment.js';
import type { LanguageId } from '#contract/language.js';
import type { ProblemPackage } from '#contract/package.js';
import type { Toolchain } from '../languages/discover.js';
import type { Sandbox } from '../sandbox/sandbox.js';
import type { PackageFiles } from './package-files.js';

/** Environments on this host. */
export interface Environments {
  /** The folder of one, made of the package's files unless it is there; it stays until `done`. */
  take(lock: LockedEnvironment, by: { sandbox: Sandbox; files: PackageFiles; signal: AbortSignal }): Promise<{ folder: string; done: () => void }>;
}

/** Where they lie in a jail. Node.js and the TypeScript compiler look upwards for node_modules from where a program is, `import` and `require` alike. */
export const PACKAGES_OF: Record<Ecosystem, string> = { python: '/packages', pypy: '/packages', javascript: '/node_modules' };

/** Libraries of numerics start a thread for each core that they believe in; a run has one. */
const ONE_THREAD = { OPENBLAS_NUM_THREADS: '1', OMP_NUM_THREADS: '1', MKL_NUM_THREADS: '1', NUMEXPR_NUM_THREADS: '1' };
const VARIABLES: Record<Ecosystem, Readonly<Record<string, string>>> = {
  python: { PYTHONPATH: PACKAGES_OF.python, ...ONE_THREAD },
  pypy: { PYTHONPATH: PACKAGES_OF.pypy, ...ONE_THREAD },
  javascript: {},
};

/** The environment that programs in a language get, if any. */
export function environmentFor(problem: Pick<ProblemPackage, 'environments'> | null, language: string): LockedEnvironment | undefined {
  return problem?.environments?.find(({ ecosystem }) => (LANGUAGES_OF_ECOSYSTEM[ecosystem] as readonly LanguageId[]).some((id) => id === language));
}

/** The same toolchain, whose compiler and programs see the packages of the problem, where it has some for this language. `done` is to be called in every case. */
export async function equip(
  toolchain: Toolchain,
  problem: Pick<ProblemPackage, 'environments'> | null,
  { environments, sandbox, packageFiles, signal }: { environments?: Environments | undefined; sandbox: Sandbox; packageFiles: PackageFiles; signal: AbortSignal },
): Promise<{ toolchain: Toolchain; done: () => void }> {
  const lock = environmentFor(problem, toolchain.language.id);
  if (!lock) return { toolchain, done: () => undefined };
  if (!environments) throw new Error('This judge keeps no environments');
  const { folder, done } = await environments.take(lock, { sandbox, files: packageFiles, signal });
  const variables = VARIABLES[lock.ecosystem];
  const { language, mounts } = toolchain;
  return {
    done,
    toolchain: {
      ...toolchain,
      mounts: [...mounts, { from: folder, to: PACKAGES_OF[lock.ecosystem] }],
      language: {
        ...language,
        build(context) {
          const build = language.build(context);
          if (typeof build === 'string') return build;
          const run: typeof build.run = (limits) => {
            const command = build.run(limits);
            return { ...command, environment: { ...command.environment, ...variables } };
          };
          return { ...build, compile: build.compile && { ...build.compile, environment: { ...build.compile.environment, ...variables } }, run };
        },
      },
    },
  };
}
