/** `submissions/submissions.yaml`: https://icpc.io/problem-package-format/spec/2025-09.html#example-submissions */
import { z } from 'zod';
import type { Requirement } from '#contract/package.js';
import { TEST_VERDICTS } from './expected-results.js';
import { decimal, persons, text, yesOrNo } from './fields.js';
import { readYaml, type Reading } from './reading.js';
import { checkYaml } from './yaml.js';

const verdicts = z.array(z.enum(['AC', 'WA', 'TLE', 'RTE']));
const demands = {
  permitted: verdicts,
  required: verdicts,
  score: z.union([z.tuple([decimal, decimal]), decimal.transform((score) => [score, score] as [number, number])]),
  message: text,
  use_for_time_limit: z.union([z.enum(['lower', 'upper']), yesOrNo]),
};
const ruleShape = { ...demands, language: text, entrypoint: text, authors: persons, model_solution: yesOrNo };
const testRule = z.strictObject(demands).partial();
type Demands = z.infer<typeof testRule>;
const rule = z.looseObject(ruleShape).partial();

export interface SubmissionRule {
  /** Glob under submissions/. */
  pattern: string;
  language?: string;
  entryPoint?: string;
  requirements: Requirement[];
}

/** Requirements of the folders that 2025-09 defines; the file may say them anew. */
const DEFAULTS: Readonly<Record<string, Demands>> = {
  accepted: { permitted: ['AC'] },
  rejected: { required: ['RTE', 'TLE', 'WA'] },
  wrong_answer: { permitted: ['AC', 'WA'], required: ['WA'] },
  time_limit_exceeded: { permitted: ['AC', 'TLE'], required: ['TLE'] },
  run_time_error: { permitted: ['AC', 'RTE'], required: ['RTE'] },
  brute_force: { permitted: ['AC', 'RTE', 'TLE'], required: ['RTE', 'TLE'] },
};

/** All rules, the defaults of 2025-09 among them if `withDefaults`. `paths` are the submissions, to name patterns that match none. */
export async function readSubmissionRules(reading: Reading, withDefaults: boolean, paths: readonly string[]): Promise<SubmissionRule[]> {
  const node = reading.tree.file('submissions/submissions.yaml') ?? reading.tree.file('submissions/submissions.yml');
  const file = node ? await readYaml(node, reading.findings) : null;
  const given = file ? checkYaml(file, z.record(text, rule), reading.findings) : null;
  const rules: SubmissionRule[] = [];
  const defaults = withDefaults ? DEFAULTS : {};
  for (const [folder, demand] of Object.entries(defaults)) {
    if (!given || !Object.hasOwn(given, folder)) rules.push({ pattern: folder, requirements: [requirement(null, demand)] });
  }
  for (const [pattern, keys] of Object.entries(given ?? {})) {
    if (!file) break;
    if (!paths.some((path) => globMatches(pattern, path))) reading.findings.warn(file.path, `"${pattern}" matches no submission. Correct its spelling or take it out.`, file.lineOf([pattern]));
    const requirements: Requirement[] = [];
    const own = { ...(Object.hasOwn(defaults, pattern) ? defaults[pattern] : {}), ...pick(keys) };
    if (Object.keys(own).length > 0) requirements.push(requirement(null, own));
    for (const [key, value] of Object.entries(keys)) {
      if (Object.hasOwn(ruleShape, key)) continue;
      if (!/^(?:sample|secret|\*|\{)/.test(key)) {
        reading.findings.fault(file.path, `"${pattern}.${key}" is neither a known key nor tests under data/. Correct its spelling.`, file.lineOf([pattern, key]));
        continue;
      }
      const tested = testRule.safeParse(value);
      if (tested.success) requirements.push(requirement(key, tested.data));
      else reading.findings.fault(file.path, `"${pattern}.${key}" must be a map of permitted, required, score, message and use_for_time_limit, with verdicts AC, WA, TLE, RTE. Write it so.`, file.lineOf([pattern, key]));
    }
    rules.push({
      pattern,
      requirements,
      ...(keys.language === undefined ? {} : { language: keys.language }),
      ...(keys.entrypoint === undefined ? {} : { entryPoint: keys.entrypoint }),
    });
  }
  return rules;
}

/** DOMjudge's, at the top of the package: https://www.domjudge.org/docs/manual/main/problem-format.html */
export const SUBMISSIONS_JSON = 'submissions.json';
const detailsSchema = z.record(text, z.looseObject({ langid: text.optional(), entry_point: text.optional() }));

/** Language and entry point of submissions, by their paths; what else it says is of DOMjudge's contests. */
export async function readSubmissionDetails({ tree, findings }: Reading): Promise<SubmissionRule[]> {
  const node = tree.file(SUBMISSIONS_JSON);
  // Whatever is JSON is YAML as well.
  const file = node ? await readYaml(node, findings) : null;
  return Object.entries((file && checkYaml(file, detailsSchema, findings)) ?? {}).map(([path, { langid, entry_point }]) => ({
    pattern: path.replace(/^submissions\//, ''),
    requirements: [],
    ...(langid === undefined ? {} : { language: langid }),
    ...(entry_point === undefined ? {} : { entryPoint: entry_point }),
  }));
}

function pick(keys: z.infer<typeof rule>): Demands {
  const { permitted, required, score, message, use_for_time_limit } = keys;
  return Object.fromEntries(Object.entries({ permitted, required, score, message, use_for_time_limit }).filter(([, value]) => value !== undefined));
}

function requirement(tests: string | null, demand: Demands): Requirement {
  const all = (codes: readonly string[]) => [...new Set(codes.flatMap((code) => TEST_VERDICTS[code] ?? []))];
  return {
    tests,
    ...(demand.permitted ? { permitted: all(demand.permitted) } : {}),
    ...(demand.required ? { required: all(demand.required) } : {}),
    ...(demand.score ? { score: demand.score } : {}),
    ...(demand.message ? { message: demand.message } : {}),
    calibrates: calibrates(demand),
  };
}

/** https://icpc.io/problem-package-format/spec/2025-09.html#timelimit-inference */
function calibrates({ use_for_time_limit: use, permitted, required }: Demands): Requirement['calibrates'] {
  if (use === 'lower' || use === 'upper') return use;
  if (use === false) return 'no';
  if (required?.length === 1 && required[0] === 'TLE') return 'upper';
  return permitted && !permitted.includes('TLE') ? 'lower' : 'no';
}

/** Whether a pattern matches the path or a folder above it. `*` stays within one name; {a,b} is either. */
export function globMatches(pattern: string, path: string): boolean {
  const parts = path.split('/');
  const expression = globExpression(pattern.replace(/\/$/, ''));
  return parts.some((_, index) => expression.test(parts.slice(0, index + 1).join('/')));
}

function globExpression(pattern: string): RegExp {
  let depth = 0;
  let source = '';
  for (const character of pattern) {
    if (character === '*') source += source.endsWith('[^/]*') ? '' : '[^/]*';
    else if (character === '{' && pattern.includes('}')) { depth += 1; source += '(?:'; }
    else if (character === '}' && depth > 0) { depth -= 1; source += ')'; }
    else if (character === ',' && depth > 0) source += '|';
    else source += character.replace(/[\\^$.*+?()[\]{}|/-]/, '\\$&');
  }
  try {
    return new RegExp(`^${source}$`, 's');
  } catch {
    return /^(?!)/;
  }
}
