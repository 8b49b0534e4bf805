/** An import as whoever sent it sees it. */
import type { ErrorBody } from '#contract/errors.js';
import type { Import, ImportState, ImportSummary } from '#contract/problem.js';
import type { ImportRow, ListedImport } from '#database/imports.js';

/** What a server that stopped leaves behind has this code: nothing else ends an import with it but a lost database. */
const STOPPED: ErrorBody['error']['code'] = 'unavailable';

export function presentImportSummary({ import: row, username, slug }: ListedImport): ImportSummary {
  const { id, fileName, size, stage, done, total, result, failure } = row;
  return {
    id, fileName, size, stage, done, total,
    user: username,
    problem: result?.slug ?? slug,
    createdAt: row.createdAt.toISOString(),
    finishedAt: row.finishedAt?.toISOString() ?? null,
    state: stateOf(row),
    version: result?.version ?? null,
    failure: failure && { code: failure.code, message: failure.message },
    faults: failure?.code === 'package-rejected' ? (failure.details?.length ?? 0) : 0,
    warnings: result?.report.findings.length ?? failure?.warnings?.length ?? 0,
  };
}

export function presentImport(found: ListedImport): Import {
  const { result, failure } = found.import;
  return {
    ...presentImportSummary(found),
    result,
    details: failure?.details ?? [],
    warningDetails: failure?.warnings ?? (result?.report.findings ?? []).map(({ path, line, message }) => ({ path, message, ...(line === undefined ? {} : { line }) })),
  };
}

function stateOf({ finishedAt, result, failure }: ImportRow): ImportState {
  if (finishedAt === null) return 'running';
  if (result !== null) return 'imported';
  return failure?.code === STOPPED ? 'stopped' : 'refused';
}
