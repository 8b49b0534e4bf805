/** Drafts over HTTP: everybody their own, of problems that they may see. */
import type { LanguageId } from '#contract/language.js';
import { MAX_DRAFT_BYTES, type Draft, type DraftStamp } from '#contract/draft.js';
import { inTransaction } from '#database/connect.js';
import { deleteDraft, listDraftStamps, saveDraft, selectOptionalDraft, type DraftRow } from '#database/drafts.js';
import { ApiError, notFound } from '../http/errors.js';
import type { Routes } from '../http/routes.js';
import { seenProblem } from '../problems/access.js';
import type { Services } from '../services.js';

export function draftRoutes(routes: Routes, { db }: Services): void {
  routes.route('listDrafts', async ({ caller, params }) => {
    const { problem } = await seenProblem(db, caller, params.slug);
    return { items: (await listDraftStamps(db, { accountId: caller.id, problemId: problem.id })).map(presentStamp), nextCursor: null };
  });

  routes.route('getDraft', async ({ caller, params }) => {
    const { problem } = await seenProblem(db, caller, params.slug);
    const row = await selectOptionalDraft(db, { accountId: caller.id, problemId: problem.id, language: params.language });
    if (row === null) throw notFound('draft');
    return presentDraft(row);
  });

  routes.route('saveDraft', async ({ caller, params, body }) => {
    const { problem, version } = await seenProblem(db, caller, params.slug);
    refuseSize(body.files, version.package.limits.codeKib);
    const key = { accountId: caller.id, problemId: problem.id, language: params.language };
    const saved = await inTransaction(db, (tx) => saveDraft(tx, { ...key, files: body.files, entryPoint: body.entryPoint ?? null, basedOn: body.revision }));
    if (saved !== null) return presentStamp(saved);
    const newer = await selectOptionalDraft(db, key);
    throw new ApiError('conflict', 'Another device has saved this draft meanwhile.', newer === null ? [] : [
      { path: 'revision', message: String(newer.revision) },
      { path: 'savedAt', message: newer.savedAt.toISOString() },
    ]);
  });

  routes.route('deleteDraft', async ({ caller, params }) => {
    const { problem } = await seenProblem(db, caller, params.slug);
    if (!(await deleteDraft(db, { accountId: caller.id, problemId: problem.id, language: params.language }))) throw notFound('draft');
  });
}

function refuseSize(files: readonly { content: string }[], codeKib: number): void {
  const bytes = files.reduce((sum, { content }) => sum + Buffer.byteLength(content), 0);
  const most = Math.min(codeKib * 1024, MAX_DRAFT_BYTES);
  if (bytes <= most) return;
  const message = `At most ${Math.floor(most / 1024)} KiB in all`;
  throw new ApiError('too-large', `The draft has ${Math.ceil(bytes / 1024)} KiB. ${message}.`, [{ path: 'files', message }]);
}

// Languages are checked on the way in; one that this version no longer knows is no draft that anybody can ask for.
function presentStamp({ language, revision, savedAt }: Pick<DraftRow, 'language' | 'revision' | 'savedAt'>): DraftStamp {
  return { language: language as LanguageId, revision, savedAt: savedAt.toISOString() };
}

function presentDraft(row: DraftRow): Draft {
  return { ...presentStamp(row), files: row.files, ...(row.entryPoint === null ? {} : { entryPoint: row.entryPoint }) };
}
