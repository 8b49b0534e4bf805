/** Every language that Arbiter knows. To add one: its id in contract/language.ts, its file here, its line below. */
import type { LanguageId } from '#contract/language.js';
import { c } from './c.js';
import { cpp } from './cpp.js';
import { go } from './go.js';
import { java } from './java.js';
import { javascript } from './javascript.js';
import type { Language } from './language.js';
import { pypy3, python3 } from './python.js';
import { rust } from './rust.js';
import { typescript } from './typescript.js';

export const LANGUAGES = { c, cpp, python3, pypy3, java, javascript, typescript, go, rust } as const satisfies Record<LanguageId, Language>;
