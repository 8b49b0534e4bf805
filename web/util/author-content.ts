/**
 * Parts of a problem as the server stores them name the contents of files by hashes; as they are written and sent they carry
 * them as text. This turns one into the other. What is large or no text stays a hash.
 */
import type { AuthoredContent, AuthoredFile, AuthoredKind, ContentOf, NewAuthoredContent, NewAuthoredFile } from '#contract/authoring.js';

export type SentOf<K extends AuthoredKind> = Extract<NewAuthoredContent, { kind: K }>;

/** Bytes of a test or case up to which it is edited in the browser. */
export const MOST_EDITED_TEST = 64 * 1024;
const MOST_EDITED_SOURCE = 512 * 1024;

/** The files of a part that are edited as text. */
export function editedFiles(content: AuthoredContent): AuthoredFile[] {
  const small = (most: number) => (file: AuthoredFile | null | undefined) => (file && file.size <= most ? [file] : []);
  const [source, test] = [small(MOST_EDITED_SOURCE), small(MOST_EDITED_TEST)];
  switch (content.kind) {
    case 'statement':
      return content.format === 'pdf' ? [] : source(content.source);
    case 'program':
      return content.files.flatMap(({ file }) => source(file));
    case 'test':
      return [...(content.input?.from === 'file' ? test(content.input.file) : []), ...(content.answer?.from === 'file' ? test(content.answer.file) : [])];
    case 'case':
      return [...test(content.input), ...test(content.answer), ...test(content.output)];
    case 'settings':
    case 'order':
    case 'group':
    case 'asset':
      return [];
  }
}

/** A part as it is sent. `textOf`: what is known of a file's text. */
export function toSent<K extends AuthoredKind>(content: ContentOf<K>, textOf?: (hash: string) => string | null | undefined): SentOf<K>;
export function toSent(content: AuthoredContent, textOf: (hash: string) => string | null | undefined = () => undefined): NewAuthoredContent {
  const edited = new Set(editedFiles(content).map(({ hash }) => hash));
  const file = ({ hash }: AuthoredFile): NewAuthoredFile => {
    const text = edited.has(hash) ? textOf(hash) : undefined;
    return typeof text === 'string' ? { text } : { hash };
  };
  const optional = (value: AuthoredFile | null) => (value ? file(value) : null);
  switch (content.kind) {
    case 'settings':
    case 'order':
    case 'group':
      return content;
    case 'statement':
      return { ...content, source: file(content.source) };
    case 'asset':
      return { ...content, file: file(content.file) };
    case 'program':
      return { ...content, files: content.files.map((each) => ({ ...each, file: file(each.file) })) };
    case 'case':
      return { ...content, input: file(content.input), answer: optional(content.answer), output: optional(content.output) };
    case 'test': {
      const { input, answer, extras, files } = content;
      return {
        ...content,
        input: input === null ? null : input.from === 'file' ? { from: 'file', file: file(input.file) } : { from: 'generator', program: input.program, args: input.args, seed: input.seed },
        answer: answer === null ? null : answer.from === 'file' ? { from: 'file', file: file(answer.file) } : { from: 'solution' },
        extras: Object.fromEntries(Object.entries(extras).map(([ending, each]) => [ending, file(each)])),
        files: files.map((each) => ({ ...each, file: file(each.file) })),
      };
    }
  }
}

/** The texts that were sent, with the hashes under which they are stored now. */
export function textsSent(sent: NewAuthoredContent, stored: AuthoredContent): [hash: string, text: string][] {
  const pair = (a: NewAuthoredFile | null, b: AuthoredFile | null): [string, string][] => (a && b && 'text' in a ? [[b.hash, a.text]] : []);
  if (sent.kind === 'statement' && stored.kind === 'statement') return pair(sent.source, stored.source);
  if (sent.kind === 'program' && stored.kind === 'program') return sent.files.flatMap(({ path, file }) => pair(file, stored.files.find((each) => each.path === path)?.file ?? null));
  if (sent.kind === 'case' && stored.kind === 'case') return [...pair(sent.input, stored.input), ...pair(sent.answer, stored.answer), ...pair(sent.output, stored.output)];
  if (sent.kind === 'test' && stored.kind === 'test')
    return [
      ...(sent.input?.from === 'file' && stored.input?.from === 'file' ? pair(sent.input.file, stored.input.file) : []),
      ...(sent.answer?.from === 'file' && stored.answer?.from === 'file' ? pair(sent.answer.file, stored.answer.file) : []),
    ];
  return [];
}
