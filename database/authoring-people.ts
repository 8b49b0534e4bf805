/** Who writes a problem besides its owner. They may edit the problem that it is published as, too: `editor_ids` of problems follows. */
import { and, eq, sql } from 'drizzle-orm';
import { authoredCollaborators, authoredProblems } from './authoring-schema.js';
import type { Transaction } from './connect.js';
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

/** All who write a problem of which this problem was published. */
async function refreshEditors(tx: Transaction, authoredId: string): Promise<void> {
  await tx.execute(sql`
    update problems p set editor_ids = coalesce((
      select array_agg(distinct w.id) from authored_problems a, lateral (
        select a.owner_id as id where a.owner_id is not null union select c.account_id from authored_collaborators c where c.authored_id = a.id
      ) w where a.problem_id = p.id), '{}')
    where p.id = (select problem_id from authored_problems where id = ${authoredId})`);
}
