import type { ProblemPackage } from '#contract/package.js';
import type { ArbiterYaml } from './arbiter-yaml.js';
import type { DomjudgeIni } from './domjudge-ini.js';
import type { Findings } from './findings.js';
import { replaceConstants, type PackageFiles } from './files.js';
import type { PackageTree, TreeNode } from './tree.js';
import { readText } from './tree.js';
import { MAX_YAML_BYTES, parseYaml, type YamlFile, type YamlRules } from './yaml.js';

export type Format = ProblemPackage['format'];

/** What every reader of a part of the package is given. */
export interface Reading {
  tree: PackageTree;
  findings: Findings;
  files: PackageFiles;
  format: Format;
  /** 2023-07-draft and 2025-09, as against the legacy formats. */
  modern: boolean;
  domjudge: DomjudgeIni;
  /** Of its folder or file: the problem's, where the package tells no better one. */
  packageName: string;
  /** arbiter.yaml; null: there is none. */
  own: ArbiterYaml | null;
}

/** A YAML file, the package's constants replaced where they are given; null, with faults, where it cannot be parsed. */
export async function readYaml(node: TreeNode, findings: Findings, constants: Readonly<Record<string, string>> = {}, rules?: YamlRules): Promise<YamlFile | null> {
  const text = await readText(node, MAX_YAML_BYTES, findings);
  return text === null ? null : parseYaml(node.path, replaceConstants(text, constants), findings, rules);
}

/** Keys that the format does not know: faults where it says so (2025-09), warnings where real packages have them. */
export function reportUnknownKeys(reading: Pick<Reading, 'format' | 'findings'>, file: YamlFile, path: readonly string[], keys: readonly string[]): void {
  for (const key of keys) {
    const name = [...path, key].join('.');
    const line = file.lineOf([...path, key]);
    if (reading.format === '2025-09') reading.findings.fault(file.path, `Unknown key "${name}". Remove it or correct its spelling.`, line);
    else reading.findings.warn(file.path, `Unknown key "${name}": ignored.`, line);
  }
}
