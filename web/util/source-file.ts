import type { OfferedLanguage } from '#contract/language.js';

/** The name under which a text is sent: that of the file it came from, or the usual one of its language. */
export function sourceName(language: OfferedLanguage, content: string, picked: string | undefined): string {
  if (picked !== undefined && language.extensions.some((extension) => picked.toLowerCase().endsWith(extension))) return picked;
  if (language.id === 'java') return `${/\bpublic\s+(?:(?:final|abstract|sealed|strictfp)\s+)*(?:class|record|interface|enum)\s+([A-Za-z_$][\w$]*)/.exec(content)?.[1] ?? 'Main'}.java`;
  return `main${language.extensions[0] ?? '.txt'}`;
}

/** The language that a file's name speaks of; `current` wins where several do. */
export function languageOfFile(name: string, offered: readonly OfferedLanguage[], current: string): OfferedLanguage | undefined {
  const fitting = offered.filter((language) => language.extensions.some((extension) => name.toLowerCase().endsWith(extension)));
  return fitting.find((language) => language.id === current) ?? fitting[0];
}
