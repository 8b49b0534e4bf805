/** The editor knows every language that an installation may offer. */
import { describe, expect, it } from 'vitest';
import { LANGUAGE_IDS } from '#contract/language.js';
import { supportOf } from '../../web/components/editor-languages.js';
import { templateOf } from '../../web/util/templates.js';

describe.each([...LANGUAGE_IDS])('%s', (id) => {
  it('is highlighted', async () => expect(await supportOf(id)).not.toEqual([]));
  it('has a program to start with', () => expect(templateOf('nobody', id)).toMatch(/^\S[\s\S]*\n$/));
});
