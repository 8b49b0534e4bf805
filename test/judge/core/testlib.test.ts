import { expect, it } from 'vitest';
import { validationByTestlib } from '#judge/core/testlib.js';

it.each([[0, 'accepted'], [1, 'rejected'], [2, 'rejected'], [4, 'rejected'], [8, 'rejected'], [3, 'failed'], [5, 'failed'], [16, 'failed'], [139, 'failed'], [255, 'failed'], [42, 'accepted'], [43, 'rejected']])('exit code %d is %s', (code, kind) => {
  expect(validationByTestlib(code, 'said').kind).toBe(kind);
});

it.each([
  ['points 12.5000000000 good', { kind: 'accepted', score: 12.5 }], ['points 0 nothing', { kind: 'rejected' }], ['points -1 less', { kind: 'rejected' }], ['points_info=x', { kind: 'accepted', score: null }],
])('points are taken from %j', (said, expected) => expect(validationByTestlib(7, said)).toMatchObject(expected));

it.each([0, 1, 7, 20, 100])('a part that ends with exit code %d is not the whole', (code) => {
  expect(validationByTestlib(code, `partially correct (${code}) some of it`)).toMatchObject({ kind: 'rejected', judgeMessage: expect.stringContaining('some of it') as unknown });
});

it('what a failed checker said is told', () => expect(validationByTestlib(3, 'FAIL no answer')).toMatchObject({ reason: expect.stringContaining('FAIL no answer') as unknown }));
