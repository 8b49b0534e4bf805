/** The usual headings of statements, in the language of the statement. */
export type SectionName = 'input' | 'output' | 'interaction' | 'scoring' | 'notes';

const WORDS: Record<string, Record<SectionName, string>> = {
  en: { input: 'Input', output: 'Output', interaction: 'Interaction', scoring: 'Scoring', notes: 'Notes' },
  de: { input: 'Eingabe', output: 'Ausgabe', interaction: 'Interaktion', scoring: 'Punkte', notes: 'Hinweise' },
  es: { input: 'Entrada', output: 'Salida', interaction: 'Interacción', scoring: 'Puntuación', notes: 'Notas' },
  fr: { input: 'Entrée', output: 'Sortie', interaction: 'Interaction', scoring: 'Barème', notes: 'Remarques' },
  it: { input: 'Input', output: 'Output', interaction: 'Interazione', scoring: 'Punteggio', notes: 'Note' },
  nl: { input: 'Invoer', output: 'Uitvoer', interaction: 'Interactie', scoring: 'Puntentelling', notes: 'Opmerkingen' },
  pl: { input: 'Wejście', output: 'Wyjście', interaction: 'Interakcja', scoring: 'Punktacja', notes: 'Uwagi' },
  pt: { input: 'Entrada', output: 'Saída', interaction: 'Interação', scoring: 'Pontuação', notes: 'Notas' },
  sv: { input: 'Indata', output: 'Utdata', interaction: 'Interaktion', scoring: 'Poängsättning', notes: 'Anmärkningar' },
};

/** English where the language is not known here. */
export const sectionWord = (language: string, section: SectionName): string => (WORDS[language.split('-')[0] ?? ''] ?? WORDS['en']!)[section];

/** Languages that are offered first; any other code may be written. */
export const STATEMENT_LANGUAGES: readonly string[] = ['en', 'de', 'es', 'fr', 'it', 'nl', 'pl', 'pt', 'sv', 'cs', 'da', 'el', 'et', 'fi', 'hr', 'hu', 'ja', 'ko', 'lt', 'lv', 'nb', 'ro', 'ru', 'sk', 'sl', 'tr', 'uk', 'vi', 'zh'];
