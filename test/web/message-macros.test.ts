import { expect, test } from 'vitest';
import { messageMacros } from '../../scripts/build/message-macros.js';

/** What becomes of a piece of a component. */
async function built(code: string): Promise<string> {
  const { transform } = messageMacros() as { transform: (code: string, id: string) => Promise<{ code: string } | null> };
  const made = await transform(`import { Plural, Trans } from '@lingui/react/macro';\nimport { msg, t } from '@lingui/core/macro';\n${code}`, '/web/made.tsx');
  return made?.code ?? '';
}

test('messages are compiled, so that no browser needs a parser for them', async () => {
  expect(await built('export const hello = (name: string) => t`Hello, ${name}`;')).toMatch(/message: \["Hello, ", \["name"\]\]/);
  expect(await built('export const page = msg`Page`;')).toMatch(/message: \["Page"\]/);
  expect(await built('export const Count = ({ count }: { count: number }) => <Plural value={count} one="# test" other="# tests" />;')).toMatch(/message: \[\["count", "plural", \{\s*one: \["#", " test"\]/);
});

test('what is put into a sentence stays text, whatever it looks like', async () => {
  expect(await built('export const By = ({ author }: { author: string }) => <Trans>Author: {author}</Trans>;')).toMatch(/author: <>\{author\}<\/>/);
});

test('numbers that choose a form stay numbers, and what stands in the forms stays text', async () => {
  const code = await built('export const Faults = ({ count, name }: { count: number; name: string }) => <Plural value={count} one={`${name} has # fault`} other={`${name} has # faults`} />;');
  expect(code).toMatch(/name: <>\{name\}<\/>/);
  expect(code).toMatch(/count: count/);
});

test('objects that only look like messages are left alone', async () => {
  expect(await built("export const line = { line: 1, message: 'Hello, {name}' };\nexport const x = t`x`;")).toContain("message: 'Hello, {name}'");
});
