import { describe, expect, it } from 'vitest';
import type { SeenJudge } from '#database/judges.js';
import { complaintsOf, type Seen } from '#server/system/complaints.js';

const cpp = (version = 'g++ 12') => ({ id: 'cpp' as const, name: 'C++', version, extensions: ['.cpp'], compileCommand: 'g++', runCommand: './main' });
const judge = (part: Partial<SeenJudge> = {}): SeenJudge => ({ name: 'a', host: 'hall', slots: 1, languages: [cpp()], startedAt: new Date(0), lastSeenAt: new Date(0), alive: true, busy: 0, ...part });
const complaints = (seen: Partial<Seen>) => complaintsOf({ judges: [judge()], oldestSeconds: null, waiting: [], judgeErrors: undefined, ...seen });

describe('what is not well', () => {
  it('is nothing where a judge lives and nobody waits for long', () => expect(complaints({ oldestSeconds: 60, waiting: [{ language: 'cpp', forTimeLimit: false, count: 9 }] })).toEqual([]));
  it('is that no judge lives; what they could run is then no further complaint', () => {
    expect(complaints({ judges: [], waiting: [{ language: 'cpp', forTimeLimit: false, count: 1 }] })).toEqual([{ kind: 'no-judge' }]);
  });
  it('is a wait of more than a minute', () => expect(complaints({ oldestSeconds: 61 })).toEqual([{ kind: 'long-wait', seconds: 61 }]));
  it('is that nobody alive has the language', () => {
    const waiting = [{ language: 'rust', forTimeLimit: false, count: 2 }, { language: 'rust', forTimeLimit: true, count: 1 }, { language: 'cpp', forTimeLimit: false, count: 5 }];
    expect(complaints({ waiting })).toEqual([{ kind: 'nobody-can', languages: ['rust'], submissions: 3 }, { kind: 'no-time-limit', submissions: 1 }]);
  });
  it('is a judge that went away, and versions that differ between those that did not', () => {
    const judges = [judge(), judge({ name: 'b', languages: [cpp('g++ 13')] }), judge({ name: 'c', alive: false, languages: [cpp('g++ 4')] })];
    expect(complaints({ judges })).toEqual([{ kind: 'judge-away', judge: 'c', lastSeenAt: '1970-01-01T00:00:00.000Z' }, { kind: 'versions-differ', language: 'cpp', versions: ['g++ 12', 'g++ 13'] }]);
  });
  it('is a living judge whose host has drifted', () => {
    const canary = (lastMs: number, steady: boolean) => ({ baselineMs: 20, lastMs, steady, measuredAt: '1970-01-01T00:00:00.000Z' });
    const judges = [judge({ name: 'a', canary: canary(21, true) }), judge({ name: 'b', canary: canary(25, false) }), judge({ name: 'c', canary: null })];
    expect(complaints({ judges })).toEqual([{ kind: 'judge-drifts', judge: 'b', baselineMs: 20, lastMs: 25 }]);
    expect(complaints({ judges: [judge(), judge({ name: 'b', alive: false, canary: canary(25, false) })] }).map(({ kind }) => kind)).toEqual(['judge-away']);
  });
  it('is judge errors, for who may know of them', () => {
    expect(complaints({ judgeErrors: 2 })).toEqual([{ kind: 'judge-errors', submissions: 2 }]);
    expect(complaints({ judgeErrors: 0 })).toEqual([]);
  });
});
