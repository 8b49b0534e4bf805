import { describe, expect, it } from 'vitest';
import { constantsOfRows, faultsOfConstants, rowsOfConstants } from '../../web/util/constants.js';
import { embargoOf, partsOfEmbargo } from '../../web/util/embargo.js';

describe('constants in a form', () => {
  const constants = { most: { value: '100', latex: '10^2' }, name: { value: '' } };
  const rows = [{ name: 'most', value: '100' }, { name: 'most.latex', value: '10^2' }, { name: 'name', value: '' }];

  it('are rows, and come out of them as they went in', () => {
    expect(rowsOfConstants(constants)).toEqual(rows);
    expect(constantsOfRows(rows)).toEqual(constants);
  });

  it('may have a row that is not written yet', () => {
    const more = [...rows, { name: '', value: '' }];
    expect(faultsOfConstants(more)).toEqual([null, null, null, null]);
    expect(constantsOfRows(more)).toEqual(constants);
  });

  it('have names that the format allows, each once', () => {
    const named = (...names: string[]) => faultsOfConstants(names.map((name) => ({ name, value: '1' })));
    expect(named('a', '1st', 'no-dash', '', 'a.b.c')).toEqual([null, 'form', 'form', 'form', 'form']);
    expect(named('a', 'a', 'a.b', 'a.b', 'a.value')).toEqual([null, 'twice', null, 'twice', 'twice']);
  });

  it('have no variant of what is not there', () => expect(faultsOfConstants([{ name: 'a.b', value: '1' }])).toEqual(['no-plain']));
});

describe('the end of an embargo', () => {
  it.each<[string | null, string, string]>([[null, '', ''], ['2030-01-31', '2030-01-31', ''], ['2030-01-31T12:30:00Z', '2030-01-31', '12:30'], ['2030-01-31 12:30:05', '2030-01-31', '12:30:05']])('%s is a date and a time', (embargo, date, time) => {
    expect(partsOfEmbargo(embargo)).toEqual({ date, time });
  });

  it.each<[string, string, string | null]>([['', '', null], ['', '12:30', null], ['2030-01-31', '', '2030-01-31'], ['2030-01-31', '12:30', '2030-01-31T12:30:00Z'], ['2030-01-31', '12:30:05', '2030-01-31T12:30:05Z']])('%j and %j make it', (date, time, embargo) => {
    expect(embargoOf({ date, time })).toBe(embargo);
  });
});
