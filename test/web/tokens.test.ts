import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { PAIRS, contrast, parseHex } from '../../web/util/contrast.js';

const CSS = readFileSync(join(import.meta.dirname, '../../web/ui/tokens.css'), 'utf8');
const colours = (block: string) => Object.fromEntries([...block.matchAll(/--([\w-]+):\s*(#[0-9a-f]+);/gi)].map(([, name, value]) => [name, value as string]));
/** The block that sets a colour scheme sets the colours of it. */
const block = (scheme: string) => [...CSS.matchAll(/\{([^}]*)\}/g)].map(([, body = '']) => body).find((body) => body.includes(`color-scheme: ${scheme};`)) ?? '';
const [light, dark] = [block('light'), block('dark')];
const THEMES = { light: colours(light), dark: { ...colours(light), ...colours(dark) } };

describe('contrast', () => {
  test('is 21 between black and white, and 1 between equals', () => {
    expect(contrast('#000', '#ffffff')).toBeCloseTo(21, 5);
    expect(contrast('#2a56cc', '#2a56cc')).toBe(1);
    // Both published as just below and just above the limit for text.
    expect(contrast('#777777', '#ffffff')).toBeCloseTo(4.48, 2);
    expect(contrast('#767676', '#ffffff')).toBeCloseTo(4.54, 2);
  });
  test('reads hexadecimal colours only', () => expect([parseHex('#1a2b3c'), parseHex('#abc'), parseHex('red'), parseHex('#12345')]).toEqual([[26, 43, 60], [170, 187, 204], null, null]));
});

describe.each(Object.entries(THEMES))('the %s colours', (_theme, tokens) => {
  test.each(PAIRS)('%s can be read on %s', (name, on, least) => {
    const ratio = contrast(tokens[name] ?? '', tokens[on] ?? '');
    expect(ratio, `--${name} or --${on} is missing in web/ui/tokens.css`).not.toBeNull();
    expect(ratio).toBeGreaterThanOrEqual(least);
  });
});

test('the dark theme has every colour of the light one', () => expect(Object.keys(colours(dark)).sort()).toEqual(Object.keys(colours(light)).sort()));
