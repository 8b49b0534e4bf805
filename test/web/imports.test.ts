import { describe, expect, it } from 'vitest';
import type { ImportSummary } from '#contract/problem.js';
import { byFile, findingsText } from '../../web/util/findings.js';
import { isOver, phaseOf } from '../../web/util/import-phase.js';

const server = (more: Partial<ImportSummary>): ImportSummary => ({ id: 'a', fileName: 'a.zip', size: 1, user: 'ann', problem: null, createdAt: '', finishedAt: null, state: 'running', stage: 'reading', done: 0, total: 0, version: null, failure: null, faults: 0, warnings: 0, ...more });

describe('the phase of an import', () => {
  it('is that of sending until the server knows of it', () => {
    expect(phaseOf({ state: 'waiting', fraction: 0 }, undefined, undefined)).toEqual({ kind: 'waiting' });
    expect(phaseOf({ state: 'sending', fraction: 0.5 }, undefined, undefined)).toEqual({ kind: 'sending', fraction: 0.5 });
    expect(phaseOf({ state: 'sent', fraction: 1 }, undefined, undefined)).toMatchObject({ kind: 'working', fraction: null });
  });

  it('goes forward only, stage by stage', () => {
    const fractions = ([['reading', 0, 10], ['reading', 10, 10], ['storing', 0, 8], ['storing', 4, 8], ['storing', 8, 8], ['installing', 0, 3], ['installing', 3, 3], ['saving', 0, 1], ['saving', 1, 1]] as const).map(([stage, done, total]) => {
      const phase = phaseOf(undefined, server({ stage, done, total }), undefined);
      return phase.kind === 'working' ? phase.fraction! : NaN;
    });
    expect(fractions).toEqual(fractions.toSorted((a, b) => a - b));
    expect([fractions[0], fractions.at(-1)]).toEqual([0, 1]);
  });

  it('ends as the server says, or as this page was answered', () => {
    for (const state of ['imported', 'refused', 'stopped'] as const) expect(phaseOf({ state: 'sent', fraction: 1 }, server({ state }), undefined)).toEqual({ kind: state });
    expect(phaseOf({ state: 'answered', fraction: 1 }, server({}), 'refused')).toEqual({ kind: 'refused' });
    expect([isOver({ kind: 'stopped' }), isOver({ kind: 'sending', fraction: 1 })]).toEqual([true, false]);
  });
});

describe('findings', () => {
  const found = [
    { path: 'data/secret', message: 'Empty.' },
    { path: 'problem.yaml', line: 7, message: 'Late.' },
    { path: 'problem.yaml', line: 2, message: 'Early.' },
    { path: '', message: 'No zip.' },
  ];
  it('are gathered by file, each by line', () => {
    expect(byFile(found).map(({ path, findings }) => [path, findings.map(({ message }) => message)])).toEqual([['data/secret', ['Empty.']], ['problem.yaml', ['Early.', 'Late.']], ['', ['No zip.']]]);
  });
  it('are text as compilers write it', () => expect(findingsText(found)).toBe('data/secret: Empty.\nproblem.yaml:7: Late.\nproblem.yaml:2: Early.\n.: No zip.'));
});
