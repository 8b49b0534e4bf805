import { readdirSync } from 'node:fs';
import { expect, it } from 'vitest';
import { readPackage } from '#judge/packages/read-package.js';
import { sound } from './package-trees.js';

const own = readdirSync('problems', { withFileTypes: true }).filter((entry) => entry.isDirectory()).map((entry) => entry.name);

it.each(own)('problems/%s is sound, and every submission of it has a language', async (name) => {
  const read = await readPackage({ folder: `problems/${name}` }, { storeFile: async () => undefined });
  expect(sound(read).submissions.filter((submission) => submission.language === null)).toEqual([]);
  expect(read.suggestedSlug).toBe(name);
});
