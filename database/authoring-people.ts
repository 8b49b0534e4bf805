/** Who writes a problem besides its owner. They may edit the problem that it is published as, too: `editor_ids` of problems follows. */
import { and, eq, sql } from 'drizzle-orm';
import { authoredCollaborators, authoredProblems } from './authoring-schema.js';
import { inTransaction, type Database, type Transaction } from './connect.js';
import { notify } from './notify.js';

interface Change {
  authoredId: string;
  accountId: string;
  /** Username of who makes the change. */
  by: string;
}

export async function addCollaborator(tx: Transaction, { authoredId, accountId, by }: Change): Promise<void> {
  await tx.insert(authoredCollaborators).values({ authoredId, accountId }).onConflictDoNothing();
  await refreshEditors(tx, authoredId);
  await notify(tx, 'authoring_changed', { id: authoredId, by });
}

export async function removeCollaborator(tx: Transaction, { authoredId, accountId, by }: Change): Promise<void> {
  await tx.delete(authoredCollaborators).where(and(eq(authoredCollaborators.authoredId, authoredId), eq(authoredCollaborators.accountId, accountId)));
  await refreshEditors(tx, authoredId);
  await notify(tx, 'authoring_changed', { id: authoredId, by });
}

/** It is published as a version of this problem from now on. */
export async function markPublished(tx: Transaction, { authoredId, problemId, version }: { authoredId: string; problemId: string; version: number }): Promise<void> {
  await tx.update(authoredProblems).set({ problemId, publishedVersion: version, publishedAt: sql`now()` }).where(eq(authoredProblems.id, authoredId));
  await refreshEditors(tx, authoredId);
}

/** As `refreshEditorsOf`, of the problem that it is published as. */
async function refreshEditors(tx: Transaction, authoredId: string): Promise<void> {
  const [row] = await tx.select({ problemId: authoredProblems.problemId }).from(authoredProblems).where(eq(authoredProblems.id, authoredId));
  if (row?.problemId) await refreshEditorsOf(tx, row.problemId);
}

/**
 * All who write a problem that its owner, or an admin, publishes as this one. What one of its editors makes of it for themselves makes
 * nobody an editor: they could not be taken off again, and could bring others in.
 */
async function refreshEditorsOf(tx: Transaction, problemId: string): Promise<void> {
  await tx.execute(sql`
    update problems p set editor_ids = coalesce((
      select array_agg(distinct w.id) from authored_problems a left join accounts o on o.id = a.owner_id, lateral (
        select a.owner_id as id where a.owner_id is not null union select c.account_id from authored_collaborators c where c.authored_id = a.id
      ) w where a.problem_id = p.id and (a.owner_id is not distinct from p.owner_id or o.role = 'admin')), '{}')
    where p.id = ${problemId}`);
}

/** What was published stays, with its tags and versions; those who only wrote it with its owner do so no more. */
export async function deleteAuthored(db: Database, id: string): Promise<void> {
  await inTransaction(db, async (tx) => {
    const [deleted] = await tx.delete(authoredProblems).where(eq(authoredProblems.id, id)).returning({ problemId: authoredProblems.problemId });
    if (deleted?.problemId) await refreshEditorsOf(tx, deleted.problemId);
  });
}
