/** Problems being written as those who write them see them. */
import type { AuthoredPart } from '#contract/authoring.js';
import type { Authored, AuthoredSummary, Generation, GenerationSummary, Snapshot } from '#contract/authoring-work.js';
import type { FoundAuthored, PartRow } from '#database/authoring.js';
import type { FoundGeneration, StepRow } from '#database/authoring-generations.js';
import type { ListedSnapshot } from '#database/authoring-history.js';
import { isStaff, type Caller } from '../http/caller.js';
import { arrange, type Arranged } from './arrange.js';
import { checklist } from './checklist.js';
import { mayShare } from './policy.js';
import { staleness } from './recipes.js';

export function presentPart({ id, revision, changedAt, changedByName, content }: PartRow): AuthoredPart {
  return { id, revision, changedAt: changedAt.toISOString(), changedBy: changedByName, content };
}

export function presentSummary({ authored, owner, changedBy, slug, collaborators }: FoundAuthored, { settings, statements, groups }: Arranged): AuthoredSummary {
  return {
    id: authored.id,
    name: statements[0]?.content.name ?? '',
    slug: settings.content.slug,
    types: settings.content.types,
    owner,
    collaborators: collaborators.map(({ username }) => username),
    createdAt: authored.createdAt.toISOString(),
    changedAt: authored.changedAt.toISOString(),
    changedBy,
    tests: groups.reduce((sum, group) => sum + group.tests.length, 0),
    published: slug === null ? null : { slug, version: authored.publishedVersion, at: authored.publishedAt?.toISOString() ?? null },
  };
}

export function presentAuthored(found: FoundAuthored, parts: readonly PartRow[], generation: FoundGeneration | null, caller: Caller): Authored {
  const arranged = arrange(parts);
  const stale = arranged.groups.flatMap((group) => group.tests).filter((test) => {
    const { input, answer } = staleness(test, arranged);
    return input || answer;
  });
  return {
    ...presentSummary(found, arranged),
    parts: parts.map(presentPart),
    checks: checklist(arranged),
    stale: stale.map(({ id }) => id),
    generation: generation && presentGenerationSummary(generation),
    may: { share: mayShare(caller, found), publish: isStaff(caller) },
  };
}

export function presentGenerationSummary({ generation, username, done, failed, waiting }: FoundGeneration): GenerationSummary {
  const { id, queuedAt, claimedAt, finishedAt, cancelledAt, total, failure } = generation;
  // What the judge has made is there only when it is in its part.
  const state = cancelledAt ? 'cancelled' : finishedAt && waiting === 0 ? 'finished' : claimedAt || done > 0 ? 'running' : 'queued';
  return { id, state, user: username, createdAt: queuedAt.toISOString(), finishedAt: (finishedAt ?? cancelledAt)?.toISOString() ?? null, done: done - waiting, total, failed, failure };
}

export function presentGeneration(found: FoundGeneration & { steps: StepRow[] }): Generation {
  return { ...presentGenerationSummary(found), steps: found.steps.map(({ testId, step, ok, message, cpuMs, size }) => ({ test: testId, step, ok, message, cpuMs, size })) };
}

export function presentSnapshot({ snapshot, username, parts }: ListedSnapshot): Snapshot {
  const { id, at, begunAt, reason, version } = snapshot;
  return { id, at: at.toISOString(), begunAt: begunAt.toISOString(), user: username, reason, version, parts };
}
