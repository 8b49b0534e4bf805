/** What a part may become, and where a new one goes: the rules that no schema knows. */
import { MOST_AUTHORED_PARTS, type AuthoredContent, type AuthoredOrder } from '#contract/authoring.js';
import { ApiError } from '../http/errors.js';
import type { Arranged } from './arrange.js';

const refuse = (path: string, message: string) => new ApiError('validation-failed', `The request is not valid: ${message}.`, [{ path, message }]);

/** @throws ApiError `validation-failed` */
export function checkSaved(before: AuthoredContent, after: AuthoredContent, arranged: Arranged): void {
  if (before.kind !== after.kind) throw refuse('content.kind', `It is a part of kind ${before.kind}`);
  if (before.kind === 'group' && after.kind === 'group' && before.place !== after.place) throw refuse('content.place', 'A group stays in its place');
  if (after.kind === 'order') checkOrder(after, arranged);
  else checkContent(after);
}

/** @throws ApiError `validation-failed`, or `conflict` where there are too many parts */
export function checkAdded(content: AuthoredContent, parts: number): void {
  if (content.kind === 'settings' || content.kind === 'order') throw refuse('content.kind', 'It is there already; save it');
  if (content.kind === 'group' && content.place !== 'group') throw refuse('content.place', 'This group is there already; save it');
  refuseMoreThanMost(parts + 1);
  checkContent(content);
}

/** @throws ApiError `conflict` */
export function refuseMoreThanMost(parts: number): void {
  if (parts > MOST_AUTHORED_PARTS) throw new ApiError('conflict', `A problem has at most ${MOST_AUTHORED_PARTS} parts. Delete some, or put tests together.`);
}

/** @throws ApiError `validation-failed` where part and order do not go together */
export function checkContent(content: AuthoredContent): void {
  if (content.kind === 'program') {
    const paths = content.files.map(({ path }) => path);
    if (new Set(paths).size < paths.length) throw refuse('content.files', 'Two files have the same name');
    if ((content.label !== null || content.model) && content.role !== 'solution') throw refuse('content.label', 'Only solutions have a label');
  }
  if (content.kind === 'asset' && (content.place === 'include') !== (content.language !== null)) throw refuse('content.language', 'Files that are compiled with submissions have a language, or default; others have none');
  if (content.kind === 'asset' && content.place === 'statement' && /^problem\.[a-zA-Z-]+\.(?:md|tex|pdf)$/.test(content.path)) throw refuse('content.path', 'This is the name of a statement');
  if (content.kind === 'asset' && content.place === 'attachment' && content.path.includes('/') && !content.path.startsWith('templates/')) throw refuse('content.path', 'Only templates may be a folder of attachments');
}

/** The same groups and tests as are there, each once; sample and secret first. */
function checkOrder(after: AuthoredOrder, { groups }: Arranged): void {
  const ids = (order: readonly { id: string; tests: readonly string[] }[]) => order.flatMap(({ id, tests }) => [id, ...tests]).sort();
  const now = groups.map(({ id, tests }) => ({ id, tests: tests.map((test) => test.id) }));
  const [was, is] = [ids(now), ids(after.groups)];
  if (was.length !== is.length || was.some((id, index) => is[index] !== id)) throw new ApiError('conflict', 'The order does not name every group and test exactly once: others were added or deleted meanwhile.', [{ path: 'content.groups', message: 'Ask for the problem again' }]);
  if (groups.slice(0, 2).some((group, index) => after.groups[index]?.id !== group.id)) throw refuse('content.groups', 'Samples come first, then all secret tests');
}

/** The order with a new test or group in it. @throws ApiError `validation-failed` where there is no such group */
export function orderWith(order: AuthoredOrder, { id, kind, group, at }: { id: string; kind: 'test' | 'group'; group: string | undefined; at: number | undefined }): AuthoredOrder {
  const groups = order.groups.map((each) => ({ ...each, tests: [...each.tests] }));
  if (kind === 'group') groups.splice(at === undefined ? groups.length : 2 + at, 0, { id, tests: [] });
  else {
    const into = group === undefined ? groups[1] : groups.find((each) => each.id === group);
    if (into === undefined) throw refuse('group', 'There is no such group');
    into.tests.splice(at ?? into.tests.length, 0, id);
  }
  return { kind: 'order', groups };
}
