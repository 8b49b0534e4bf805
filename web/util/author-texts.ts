/** What is in a part, as texts that can be laid side by side. */
import type { NewAuthoredContent, NewAuthoredFile } from '#contract/authoring.js';

export interface NamedText {
  name: string;
  content: string;
}

const told = (file: NewAuthoredFile | null | undefined): string => (file ? ('text' in file ? file.text : `(${file.hash.slice(0, 12)}…)\n`) : '');
const rest = (value: unknown): string => `${JSON.stringify(value, null, 2)}\n`;

/** Files by their names, and all other fields together as `fields`. */
export function textsOf(content: NewAuthoredContent): NamedText[] {
  switch (content.kind) {
    case 'settings':
    case 'order':
    case 'group':
      return [{ name: 'fields', content: rest(content) }];
    case 'asset':
      return [{ name: content.path, content: told(content.file) }];
    case 'statement': {
      const { source, ...fields } = content;
      return [{ name: 'statement', content: told(source) }, { name: 'fields', content: rest(fields) }];
    }
    case 'program': {
      const { files, ...fields } = content;
      return [...files.map(({ path, file }) => ({ name: path, content: told(file) })), { name: 'fields', content: rest(fields) }];
    }
    case 'case': {
      const { input, answer, output, ...fields } = content;
      return [{ name: '.in', content: told(input) }, { name: '.ans', content: told(answer) }, { name: '.out', content: told(output) }, { name: 'fields', content: rest(fields) }];
    }
    case 'test': {
      const { input, answer, ...fields } = content;
      const program = input?.from === 'generator' ? `${input.args.join(' ')} (${input.seed ?? '–'})\n` : '';
      return [{ name: '.in', content: input?.from === 'file' ? told(input.file) : program }, { name: '.ans', content: answer?.from === 'file' ? told(answer.file) : '' }, { name: 'fields', content: rest(fields) }];
    }
  }
}
