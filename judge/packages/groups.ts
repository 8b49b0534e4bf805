/** The tree of test groups under data/: what each says of scores and verdicts, and what its tests inherit. */
import type { TestCase, TestGroup } from '#contract/package.js';
import { legacyGroups } from './groups-legacy.js';
import { modernGroups } from './groups-modern.js';
import type { ProblemYaml } from './problem-yaml.js';
import type { Format, Reading } from './reading.js';
import { readText } from './tree.js';
import { MAX_YAML_BYTES } from './yaml.js';

/** What a test takes over from the folders above it, unless its own file says otherwise. */
export interface TestSettings {
  validatorArgs: string[];
  /** Base name of the only output validator that is asked; absent: all are. */
  validator?: string;
  inputValidatorArgs: NonNullable<TestCase['inputValidatorArgs']>;
  args: string[];
  fullFeedback: boolean;
}

export interface GroupTree {
  /** In order of the tests: root, sample, secret and those below. */
  groups: TestGroup[];
  /** Name of the group to which the tests of a folder under data/ belong, and what they inherit; by path under data/. */
  folders: ReadonlyMap<string, { group: string; settings: TestSettings }>;
  /** Groups in which the static validator looks at submissions, with its arguments and what it gives at most. */
  statics?: ReadonlyMap<string, { args: string[]; points: number | null }>;
}

export async function readGroups(reading: Reading, yaml: ProblemYaml, defaultValidator: boolean): Promise<GroupTree> {
  const tree = reading.modern && !(await scoresAsBefore(reading, yaml)) ? await modernGroups(reading, yaml) : await legacyGroups(reading, yaml);
  if (defaultValidator) {
    const faulty = new Set<string>();
    for (const [folder, { settings }] of tree.folders) {
      const fault = defaultValidatorFault(settings.validatorArgs, reading.format);
      if (fault !== null && !faulty.has(fault)) reading.findings.fault(folder === '' || folder === 'sample' ? 'problem.yaml' : `data/${folder}`, fault);
      if (fault !== null) faulty.add(fault);
    }
  }
  return tree;
}

/** Whether a package of the draft gives points as the legacy format does, which is how the tools of its time read it. */
async function scoresAsBefore({ tree, findings, format }: Reading, yaml: ProblemYaml): Promise<boolean> {
  if (format !== '2023-07-draft' || !yaml.types.includes('scoring')) return false;
  const files = tree.filesUnder('data').filter(({ name }) => name === 'testdata.yaml');
  const texts = await Promise.all(files.map((file) => readText(file, MAX_YAML_BYTES, findings)));
  const some = (key: RegExp) => texts.some((text) => text !== null && key.test(text));
  return some(/^(?:on_reject|grader_flags|accept_score|reject_score|range)[ \t]*:/m) && !some(/^(?:scoring|max_score|score_aggregation)[ \t]*:|^grading[ \t]*:[ \t]*(?:\{|\r?$)/m);
}

/** https://icpc.io/problem-package-format/spec/2025-09.html#default-output-validator-specification */
export function defaultValidatorFault(args: readonly string[], format: Format): string | null {
  const tolerances: string[] = [];
  for (let index = 0; index < args.length; index += 1) {
    const name = args[index] ?? '';
    if (name === 'case_sensitive' || name === 'space_change_sensitive') continue;
    if (!/^float_(?:relative_|absolute_)?tolerance$/.test(name)) {
      return `The default output validator has no argument "${name}". It has case_sensitive, space_change_sensitive and float_tolerance, float_relative_tolerance, float_absolute_tolerance with a number.`;
    }
    tolerances.push(name);
    index += 1;
    const tolerance = args[index];
    if (tolerance === undefined || !(Number(tolerance) >= 0) || tolerance.trim() === '') return `"${name}" must be followed by a number.`;
  }
  // In the older formats flags of problem.yaml and of groups come together, and the last one counts.
  const inVain = format === '2025-09' && tolerances.length > (tolerances.includes('float_tolerance') ? 1 : new Set(tolerances).size);
  if (inVain) return `The default output validator is given ${tolerances.join(' and ')}: each at most once, and float_tolerance only by itself. Take out what is not meant.`;
  return null;
}
