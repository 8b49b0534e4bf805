import { expect, test } from 'vitest';
import { Failure, whyNothing } from '../../web/api/failure.js';

const data = { name: 'Two Tills' };
const failure = (code: ConstructorParameters<typeof Failure>[0]) => new Failure(code, '');

test('what is here stays where it only cannot be asked for again', () => {
  for (const code of ['network', 'unavailable', 'unreadable', 'internal', 'rate-limited'] as const) expect(whyNothing({ data, error: failure(code) })).toBeNull();
  expect(whyNothing({ data, error: null })).toBeNull();
});

test('what may not be seen any more does not', () => {
  for (const code of ['not-found', 'forbidden', 'not-signed-in'] as const) expect(whyNothing({ data, error: failure(code) })).toMatchObject({ code });
});

test('where there is nothing yet, every failure is told', () => {
  for (const code of ['network', 'internal', 'not-found'] as const) expect(whyNothing({ data: undefined, error: failure(code) })).toMatchObject({ code });
  expect(whyNothing({ data: undefined, error: new Error('broken') })).toMatchObject({ message: 'broken' });
});
