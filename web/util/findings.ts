/** Findings of a package by file, for a page and as text for a mail or an editor. Pure. */

export interface Finding {
  /** Empty: the package as a whole. */
  path: string;
  line?: number | undefined;
  message: string;
}

export interface FileFindings {
  path: string;
  findings: Finding[];
}

/** Files in the order in which they came; of each its findings by line. */
export function byFile(findings: readonly Finding[]): FileFindings[] {
  const files = new Map<string, Finding[]>();
  for (const finding of findings) files.set(finding.path, [...(files.get(finding.path) ?? []), finding]);
  return [...files].map(([path, found]) => ({ path, findings: found.toSorted((a, b) => (a.line ?? 0) - (b.line ?? 0)) }));
}

/** `problem.yaml:3: message`, as compilers write it, so that editors jump there. */
export function findingsText(findings: readonly Finding[]): string {
  return findings.map(({ path, line, message }) => `${path || '.'}${line === undefined ? '' : `:${line}`}: ${message}`).join('\n');
}
