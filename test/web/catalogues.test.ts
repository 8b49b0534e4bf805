import { join } from 'node:path';
import { getCatalogs } from '@lingui/cli/api';
import { getConfig } from '@lingui/conf';
import { compileMessage } from '@lingui/message-utils/compileMessage';
import { beforeAll, describe, expect, it } from 'vitest';

const root = join(import.meta.dirname, '../..');
const config = getConfig({ cwd: root, configPath: join(root, 'lingui.config.ts') });
const translated = config.locales.filter((locale) => locale !== config.sourceLocale);

/** Every message that stands in the code: its id, and its English text. */
let english: Map<string, string>;
const translations = new Map<string, Map<string, string>>();

beforeAll(async () => {
  const [catalog] = await getCatalogs(config);
  if (!catalog) throw new Error('lingui.config.ts names no catalogue');
  english = new Map(Object.entries((await catalog.collect()) ?? {}).map(([id, { message }]) => [id, message ?? id]));
  for (const locale of config.locales) {
    const messages = Object.entries((await catalog.read(locale)) ?? {}).filter(([, { obsolete }]) => !obsolete);
    translations.set(locale, new Map(messages.map(([id, { translation }]) => [id, translation ?? ''])));
  }
}, 60_000);

/** Names of the variables, plural forms' subjects and elements of a message: what the code hands it. */
function takes(message: string): string[] {
  const names = new Set<string>(message.match(/<\/?\d+\/?>/g) ?? []);
  const walk = (tokens: unknown): void => {
    if (!Array.isArray(tokens)) return;
    for (const token of tokens) {
      if (!Array.isArray(token)) continue;
      names.add(String(token[0]));
      for (const form of Object.values((token[2] ?? {}) as Record<string, unknown>)) walk(form);
    }
  };
  walk(compileMessage(message));
  return [...names].sort();
}

it('finds the messages of the whole web app', () => {
  expect(english.size).toBeGreaterThan(300);
});

describe.each(translated)('%s', (locale) => {
  it('has every message of the code (npm run messages), and none that is no longer there', () => {
    const known = [...(translations.get(locale)?.keys() ?? [])];
    expect({ lacks: [...english.keys()].filter((id) => !known.includes(id)).map((id) => english.get(id)), has: known.filter((id) => !english.has(id)) }).toEqual({ lacks: [], has: [] });
  });

  it('has every message translated', () => {
    expect([...(translations.get(locale) ?? [])].filter(([, text]) => text.trim() === '').map(([id]) => english.get(id))).toEqual([]);
  });

  it('hands every message what the code hands it', () => {
    const wrong = [...(translations.get(locale) ?? [])].filter(([id, text]) => text !== '' && takes(text).join() !== takes(english.get(id) ?? '').join());
    expect(wrong.map(([id, text]) => ({ english: english.get(id), text }))).toEqual([]);
  });
});
