/** Keeps the row of an import while a package is read: its progress a few times a second, and its end, whatever it is. */
import type { ImportStage } from '#contract/problem.js';
import type { Querier } from '#database/connect.js';
import { completeImport, failImport, insertImport, noteImport } from '#database/imports.js';
import { ApiError, toApiError } from '../http/errors.js';
import type { Services } from '../services.js';
import type { ImportReport } from './import-package.js';

/** How often progress is written at most. */
const NOTE_EVERY_MS = 250;
/** How often it is said that the server is alive, whether there is progress or not. */
const ALIVE_EVERY_MS = 4_000;

export interface ImportRecord {
  progress: (stage: ImportStage, done: number, total: number) => void;
  /** To be called in the transaction that writes the version. */
  complete: (tx: Querier, report: ImportReport) => Promise<void>;
}

export interface RecordedImport {
  /** Chosen by the client; made up where undefined. */
  id?: string | undefined;
  accountId: string;
  problemId: string | null;
  fileName: string;
  size: number;
}

/** Acts, and answers or throws as `act` does. @throws ApiError `conflict` where the id is taken */
export async function recordImport({ db, log }: Pick<Services, 'db' | 'log'>, wanted: RecordedImport, act: (record: ImportRecord) => Promise<ImportReport>): Promise<ImportReport> {
  // eslint-disable-next-line no-control-regex -- control characters are what this replaces
  const id = await insertImport(db, { ...wanted, fileName: wanted.fileName.replace(/[\u0000-\u001f\u007f]/g, '?').toWellFormed() });
  if (id === null) throw new ApiError('conflict', 'There is an import with this id already.', [{ path: 'importId', message: 'Take another id' }]);
  const key = { id, accountId: wanted.accountId };
  let known: { stage: ImportStage; done: number; total: number } = { stage: 'reading', done: 0, total: 0 };
  let notedAt = Date.now();
  let changed = false;
  let writing: Promise<void> | null = null;
  const write = () => {
    notedAt = Date.now();
    changed = false;
    writing ??= noteImport(db, { ...key, ...known })
      .catch((error: unknown) => log.warn({ err: error, import: id }, 'The progress of an import could not be written'))
      .finally(() => (writing = null));
  };
  const timer = setInterval(() => {
    const silent = Date.now() - notedAt;
    if ((changed && silent >= NOTE_EVERY_MS) || silent >= ALIVE_EVERY_MS) write();
  }, NOTE_EVERY_MS);
  const stop = async () => {
    clearInterval(timer);
    await writing;
  };
  try {
    return await act({
      progress(stage, done, total) {
        known = { stage, done, total };
        changed = true;
        if (Date.now() - notedAt >= NOTE_EVERY_MS) write();
      },
      complete: (tx, report) => completeImport(tx, key, report),
    });
  } catch (error) {
    await stop();
    // Where even this cannot be written, a chore says in its time that the import was stopped.
    await failImport(db, key, storable(toApiError(error).toBody().error)).catch((second: unknown) => log.warn({ err: second, import: id }, 'The end of an import could not be written'));
    throw error;
  } finally {
    await stop();
  }
}

/** A finding may quote what PostgreSQL's JSON cannot hold: NUL, or half of a surrogate pair. */
function storable<T>(value: T): T {
  return JSON.parse(JSON.stringify(value).replace(/(?<!\\)((?:\\\\)*)\\u(?:0000|d[89a-f][0-9a-f]{2})/g, '$1\ufffd')) as T;
}
