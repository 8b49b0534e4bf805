/** `problem.yaml` in any of the formats, made into one shape. The two schemas are in problem-yaml-{legacy,modern}.ts. */
import type { ProblemType } from '#contract/package.js';
import type { Findings } from './findings.js';
import type { GivenLimits } from './limits.js';
import { readLegacyYaml } from './problem-yaml-legacy.js';
import { readModernYaml } from './problem-yaml-modern.js';
import type { Format } from './reading.js';
import { readText, type PackageTree } from './tree.js';
import { MAX_YAML_BYTES, parseYaml, type YamlFile } from './yaml.js';

export interface ProblemYaml {
  format: Format;
  /** By language code. */
  names: Record<string, string>;
  /** A name for every statement that has none of its own (legacy). */
  anyName: string | null;
  types: ProblemType[];
  uuid: string | null;
  version?: string;
  author: string | null;
  source: string | null;
  sourceUrl?: string;
  license: string;
  rightsOwner?: string;
  embargoUntil?: string;
  keywords: string[];
  limits: GivenLimits;
  /** Language codes of the format; null: all. */
  languages: string[] | null;
  allowFileWriting?: boolean;
  constants: Record<string, string>;
  /** Legacy says whether it has an output validator of its own; elsewhere the folder says it: null. */
  customValidator: boolean | null;
  validatorFlags: string[];
  objective: 'min' | 'max';
  showTestGroups?: boolean;
  /** Keys of problem.yaml from before test groups had their own, for the root of the test data. */
  grading: { onReject?: 'break' | 'continue'; acceptScore?: number; rejectScore?: number; range?: string };
}

const VERSIONS: Readonly<Record<string, Exclude<Format, 'polygon'>>> = {
  legacy: 'legacy', 'legacy-icpc': 'legacy-icpc', '2023-07-draft': '2023-07-draft', '2023-07': '2023-07-draft', '2025-09': '2025-09', '2025-09-draft': '2025-09', draft: '2025-09',
};

/** Before anything else of the file can be read. */
const LATER_VERSION = /^problem_format_version[ \t]*:[ \t]*["']?(?:20|draft)/m;

/** Null, with faults, where nothing can be made of it. */
export async function readProblemYaml(tree: PackageTree, findings: Findings): Promise<ProblemYaml | null> {
  const node = tree.file('problem.yaml');
  // DOMjudge does without.
  if (!node && tree.file('domjudge-problem.ini')) return readLegacyYaml({ path: 'problem.yaml', value: {}, lineOf: () => undefined }, 'legacy', findings);
  if (!node) {
    findings.fault('problem.yaml', 'There is no problem.yaml, nor a problem.xml as Polygon has it. A package has it at the top, or in one folder. Add it, or make the zip file of the right folder.');
    return null;
  }
  const text = await readText(node, MAX_YAML_BYTES, findings);
  const file = text === null ? null : parseYaml(node.path, text, findings, { keysTwice: LATER_VERSION.test(text) ? 'fault' : 'warning' });
  if (!file) return null;
  const format = formatOf(file, findings);
  if (format === null) return null;
  return format === '2025-09' || format === '2023-07-draft' ? readModernYaml(file, format, findings) : readLegacyYaml(file, format, findings);
}

function formatOf(file: YamlFile, findings: Findings): Exclude<Format, 'polygon'> | null {
  if (file.value === null || typeof file.value !== 'object' || Array.isArray(file.value)) {
    findings.fault(file.path, 'Must be a map of keys to values. Write it as in "name: Sums".', 1);
    return null;
  }
  const version = file.value.problem_format_version ?? 'legacy';
  const format = typeof version === 'string' && Object.hasOwn(VERSIONS, version) ? VERSIONS[version] : undefined;
  if (format) return format;
  findings.fault(file.path, `"problem_format_version" must be one of ${Object.keys(VERSIONS).join(', ')}. Write one of these.`, file.lineOf(['problem_format_version']));
  return null;
}
