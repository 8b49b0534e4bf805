import { describe, expect, it } from 'vitest';
import { newContestSchema, contestPatchSchema, participantChangeSchema } from '#contract/contest.js';
import { addProblem, cloneOf, draftOf, freshDraft, labelAt, moveProblem, removeProblem, toLocal, toNew, toPatch, type DraftPretests, type DraftProblem } from '../../web/util/contest-draft.js';
import { nextMoment, nextTurn, phaseOf } from '../../web/util/contest-times.js';
import { clock, span } from '../../web/util/format.js';
import { addressesOf, changeOf, draftOfParticipant } from '../../web/util/participant-draft.js';
import { groupChoices, isPretest, testChoices } from '../../web/util/pretests.js';
import { EXAMPLE_PEOPLE, readPeople, writePerson } from '../../web/util/people-list.js';

const NOW = Date.parse('2026-11-28T12:00:00Z');
const problem = (slug: string, label: string): DraftProblem => ({ slug, name: slug, label, points: null, color: null, pretests: null });
const labels = (problems: readonly DraftProblem[]) => problems.map(({ slug, label }) => `${label} ${slug}`);
const contest = {
  slug: 'cup', name: 'Cup', description: 'Be kind.', descriptionHtml: '', format: 'ioi', state: 'running', startsAt: '2026-11-28T11:00:00.000Z', endsAt: '2026-11-28T16:00:00.000Z', freezeAt: '2026-11-28T15:30:00.000Z', frozen: false,
  durationSeconds: 5 * 3600, windowSeconds: null, registration: 'code', code: 'sesame', visibility: 'private', rules: { penaltyMinutes: 7, compileErrorsCount: true, best: 'submission' }, feedback: 'groups', rated: true, networks: ['192.0.2.0/24'], bindsAddress: true, balloons: 'off', printing: true,
  problems: [{ label: 'A', slug: 'hello', name: 'Hello', points: 30, color: '#ff0000', solvedBy: 3, triedBy: 4, pretests: { first: 3 } }], participants: 2, registered: false, me: null, owner: 'prof', now: '2026-11-28T12:00:00.000Z',
  may: { edit: true, register: true, start: false, submit: false, ask: false, print: false, deliver: false },
} as unknown as Parameters<typeof draftOf>[0];

describe('a contest in the form', () => {
  it('becomes what the server takes', () => {
    const draft = { ...freshDraft(NOW), name: ' Autumn Cup ', slug: 'autumn-cup', problems: [problem('hello', 'A')] };
    expect(newContestSchema.parse(toNew(draft))).toMatchObject({ slug: 'autumn-cup', name: 'Autumn Cup', durationSeconds: 18_000, freezeSeconds: 3600, windowSeconds: null, code: null, problems: [{ slug: 'hello', label: 'A' }] });
    expect(toLocal(toNew(draft).startsAt)).toBe(draft.startsAt);
    expect(toNew({ ...draft, windowMinutes: 90 })).toMatchObject({ windowSeconds: 5400, freezeSeconds: null });
  });

  it('sends what has changed and nothing else', () => {
    const draft = draftOf(contest);
    expect(toPatch(draft, draft)).toEqual({});
    const patch = toPatch(draft, { ...draft, minutes: 310, problems: addProblem(draft.problems, { slug: 'echo', name: 'Echo' }) });
    expect(contestPatchSchema.parse(patch)).toEqual({ durationSeconds: 310 * 60, problems: [{ slug: 'hello', label: 'A', points: 30, color: '#ff0000', pretests: { first: 3 } }, { slug: 'echo', label: 'B', points: null, color: expect.any(String) as string, pretests: null }] });
    expect(toPatch(draft, { ...draft, registration: 'open' })).toEqual({ registration: 'open', code: null });
    expect(toPatch(draft, { ...draft, networks: ' 192.0.2.7,\n198.51.100.0/24 ' })).toEqual({ networks: ['192.0.2.7', '198.51.100.0/24'] });
    expect(toPatch(draft, { ...draft, networks: '' })).toEqual({ networks: null });
  });

  it('keeps the pretests that were chosen, and sends none where nothing was', () => {
    const draft = draftOf(contest);
    const sent = (pretests: DraftProblem['pretests']) => contestPatchSchema.parse(toPatch(draft, { ...draft, problems: draft.problems.map((each) => ({ ...each, pretests, color: null })) })).problems;
    expect(sent({ first: 3 })).toEqual([{ slug: 'hello', label: 'A', points: 30, color: null, pretests: { first: 3 } }]);
    expect(sent({ groups: ['secret/a', 'secret/b'] })).toMatchObject([{ pretests: { groups: ['secret/a', 'secret/b'] } }]);
    expect(sent({ tests: ['secret/1'] })).toMatchObject([{ pretests: { tests: ['secret/1'] } }]);
    for (const nothing of [{ first: null }, { groups: [] }, { tests: [] }]) expect(sent(nothing)).toMatchObject([{ pretests: null }]);
  });

  it('is cloned with its problems and rules, and a name, an address and a time of its own', () => {
    const clone = cloneOf(contest, NOW);
    expect(clone).toMatchObject({ slug: '', name: '', format: 'ioi', rules: contest.rules, feedback: 'groups', rated: true, bindsAddress: true, networks: '192.0.2.0/24', printing: true, freezeMinutes: 30, minutes: 300, problems: [{ slug: 'hello', label: 'A', points: 30, pretests: { first: 3 } }] });
    expect(Date.parse(clone.startsAt)).toBeGreaterThan(NOW);
    const tested = cloneOf({ ...contest, problems: [{ ...contest.problems![0]!, pretests: { first: 3 } }] }, NOW);
    expect(newContestSchema.parse({ ...toNew(tested), slug: 'again', name: 'Again' }).problems).toMatchObject([{ slug: 'hello', pretests: { first: 3 } }]);
    expect(toPatch(draftOf(contest), { ...draftOf(contest), problems: [] })).toEqual({ problems: [] });
  });
});

describe('the problems of a contest', () => {
  const three = [problem('x', 'A'), problem('y', 'B'), problem('z', 'C')];

  it('keep labels in their order when they move or go', () => {
    expect(labels(moveProblem(three, 'z', 'x'))).toEqual(['A z', 'B x', 'C y']);
    expect(labels(moveProblem(three, 'x', null))).toEqual(['A y', 'B z', 'C x']);
    expect(labels(moveProblem(three, 'x', 'x'))).toEqual(['A x', 'B y', 'C z']);
    expect(labels(removeProblem(three, 'x'))).toEqual(['A y', 'B z']);
  });

  it('keep labels that somebody has chosen', () => {
    const own = [problem('x', 'P1'), problem('y', 'P2')];
    expect(labels(moveProblem(own, 'y', 'x'))).toEqual(['P2 y', 'P1 x']);
    expect(labels(removeProblem(own, 'x'))).toEqual(['P2 y']);
  });

  it('get a label and a colour that are free, once', () => {
    const more = addProblem([problem('x', 'B')], { slug: 'y', name: 'Y' });
    expect(labels(more)).toEqual(['B x', 'A y']);
    expect(addProblem(more, { slug: 'y', name: 'Y' })).toEqual(more);
    const many = Array.from({ length: 30 }).reduce<DraftProblem[]>((all, _, at) => addProblem(all, { slug: `p${at}`, name: '' }), []);
    expect(new Set(many.map(({ label }) => label)).size).toBe(30);
    expect(new Set(many.slice(0, 13).map(({ color }) => color)).size).toBe(13);
    expect([labelAt(25), labelAt(26)]).toEqual(['Z', 'A1']);
  });
});

describe('pretests in the form', () => {
  const test = (name: string) => ({ name, group: name.slice(0, name.lastIndexOf('/')), sample: name.startsWith('sample') });
  const tests = ['sample/1', 'secret/a/1', 'secret/a/2', 'secret/ab/1', 'secret/b/1'].map(test);
  const chosen = (pretests: DraftPretests) => tests.filter((each, place) => isPretest(pretests, each, place)).map(({ name }) => name);

  it('are the tests that the server takes for them', () => {
    expect(chosen({ first: 2 })).toEqual(['sample/1', 'secret/a/1']);
    expect(chosen({ first: null })).toEqual(['sample/1']);
    expect(chosen({ groups: ['secret/a'] })).toEqual(['sample/1', 'secret/a/1', 'secret/a/2']);
    expect(chosen({ groups: ['secret'] })).toHaveLength(5);
    expect(chosen({ tests: ['secret/ab/1'] })).toEqual(['sample/1', 'secret/ab/1']);
  });

  it('are chosen among groups and tests, samples apart, with those that are there no more', () => {
    expect(groupChoices(tests, ['secret/a', 'secret/old'])).toEqual([{ name: 'secret', tests: 4 }, { name: 'secret/a', tests: 2 }, { name: 'secret/ab', tests: 1 }, { name: 'secret/b', tests: 1 }, { name: 'secret/old', tests: null }]);
    expect(testChoices(tests, ['secret/gone']).map(({ name, tests }) => [name, tests])).toEqual([['secret/a/1', 1], ['secret/a/2', 1], ['secret/ab/1', 1], ['secret/b/1', 1], ['secret/gone', null]]);
  });
});

describe('a participant in the form', () => {
  const ann = { id: '', name: 'Ann', members: ['ann', 'bob'], affiliation: null, group: 'North', unofficial: false, hidden: false, seat: null, startedAt: null, networks: ['192.0.2.7'] };
  const draft = draftOfParticipant(ann);

  it('sends what has changed and nothing else', () => {
    expect(changeOf(draft, draft)).toEqual({});
    expect(participantChangeSchema.parse(changeOf(draft, { ...draft, name: ' Anna ', members: 'ann cleo,dan', group: ' ', seat: 'Hall 1', hidden: true }))).toEqual({ name: 'Anna', members: ['ann', 'cleo', 'dan'], group: null, seat: 'Hall 1', hidden: true });
    expect([addressesOf(draft), addressesOf({ ...draft, networks: ' ' }), addressesOf({ ...draft, networks: '192.0.2.0/24\n::1' })]).toEqual([['192.0.2.7'], null, ['192.0.2.0/24', '::1']]);
  });
});

describe('the clock of a contest', () => {
  const at = (time: string) => Date.parse(`2026-11-28T${time}Z`);

  it('tells what comes next', () => {
    expect(phaseOf(contest, at('10:59:59'))).toBe('upcoming');
    expect(phaseOf(contest, at('11:00:00'))).toBe('running');
    expect(phaseOf(contest, at('16:00:00'))).toBe('over');
    expect(nextMoment(contest, at('10:00:00'))).toEqual({ what: 'start', at: contest.startsAt });
    expect(nextMoment(contest, at('12:00:00'))).toEqual({ what: 'end', at: contest.endsAt });
    expect(nextMoment(contest, at('17:00:00'))).toBeNull();
    const mine = { ...contest, me: { endsAt: '2026-11-28T13:00:00.000Z' } } as typeof contest;
    expect(nextMoment(mine, at('12:00:00'))).toMatchObject({ what: 'own-end' });
    expect(nextMoment(mine, at('14:00:00'))).toMatchObject({ what: 'end' });
  });

  it('turns at start, freeze and end', () => {
    expect([at('10:00:00'), at('12:00:00'), at('15:45:00'), at('16:30:00')].map((now) => nextTurn(contest, now))).toEqual([at('11:00:00'), at('15:30:00'), at('16:00:00'), null]);
  });

  it('reads as a clock and as words', () => {
    expect([5, 754, 3723, 2 * 86_400 + 3723].map((seconds) => clock(seconds, 'en'))).toEqual(['0:05', '12:34', '1:02:03', '2 d 01:02:03']);
    expect(span(9000, 'en')).toBe('2 hours 30 minutes');
  });
});

describe('a pasted list of people', () => {
  it('is people by themselves and teams', () => {
    expect(readPeople('ann\n\n# a remark\nbob; Green School\nRed Pandas: cleo, dan; Blue College\r\neve fay')).toEqual([
      { line: 1, usernames: ['ann'] },
      { line: 4, usernames: ['bob'], affiliation: 'Green School' },
      { line: 5, team: 'Red Pandas', usernames: ['cleo', 'dan'], affiliation: 'Blue College' },
      { line: 6, usernames: ['eve'] },
      { line: 6, usernames: ['fay'] },
    ]);
    expect(readPeople(EXAMPLE_PEOPLE).map(writePerson).join('\n')).toBe(EXAMPLE_PEOPLE);
  });
});
