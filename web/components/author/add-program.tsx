import { useState, type ReactElement, type ReactNode } from 'react';
import { useParts, useWorkshop } from '../../hooks/use-workshop.js';
import { Button } from '../../ui/button.js';
import { toast } from '../../ui/toast.js';
import { newProgram } from '../../util/author-program.js';
import type { ProgramKind, ProgramLanguage } from '../../util/author-programs.js';

const LANGUAGES: Record<ProgramLanguage, string> = { python3: 'Python', cpp: 'C++' };

/** A new program that works as it stands, in the language of one's choice. */
export function AddProgram({ kind, children, look = 'plain' }: { kind: ProgramKind; children: ReactNode; look?: 'plain' | 'primary' }): ReactElement {
  const { workshop } = useWorkshop();
  const programs = useParts('program');
  const [busy, setBusy] = useState<ProgramLanguage>();
  async function add(language: ProgramLanguage) {
    setBusy(language);
    try {
      const made = newProgram(kind, language, new Set());
      const taken = new Set(programs.flatMap(({ content }) => (content.role === made.role ? [content.name] : [])));
      await workshop.add<'program'>(newProgram(kind, language, taken));
    } catch (error) {
      toast((error as Error).message, { tone: 'bad' });
    } finally {
      setBusy(undefined);
    }
  }
  return (
    <div className="row" role="group">
      <span>{children}</span>
      {(Object.keys(LANGUAGES) as ProgramLanguage[]).map((language) => (
        <Button key={language} compact look={look} icon="plus" busy={busy === language} onClick={() => void add(language)}>
          {LANGUAGES[language]}
        </Button>
      ))}
    </div>
  );
}
