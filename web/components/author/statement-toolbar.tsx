import { t } from '@lingui/core/macro';
import { Trans } from '@lingui/react/macro';
import { useRef, type ReactElement } from 'react';
import { Button } from '../../ui/button.js';
import { Menu } from '../../ui/menu.js';
import { around, heading, list, paragraph, type TextChange } from '../../util/markdown-insert.js';
import { sectionWord, type SectionName } from '../../util/statement-sections.js';

type Make = (text: string, from: number, to: number) => TextChange;

/** Buttons that write Markdown for those who do not know it. Arrow keys walk them, as a toolbar has it. */
export function StatementToolbar({ language, interactive, scoring, onMake, onImages }: { language: string; interactive: boolean; scoring: boolean; onMake: (make: Make) => void; onImages: (files: File[]) => void }): ReactElement {
  const bar = useRef<HTMLDivElement>(null);
  const picker = useRef<HTMLInputElement>(null);
  const sections: SectionName[] = ['input', 'output', ...(interactive ? (['interaction'] as const) : []), ...(scoring ? (['scoring'] as const) : []), 'notes'];
  const table = t`Column`;
  const makes: { label: string; sign: string; className?: string; make: Make }[] = [
    { label: t`Heading`, sign: 'H', make: (text, from) => heading(text, from) },
    { label: t`Bold`, sign: 'B', className: 'bold', make: (text, from, to) => around(text, from, to, '**', t`bold`) },
    { label: t`Italic`, sign: 'I', className: 'italic', make: (text, from, to) => around(text, from, to, '*', t`italic`) },
    { label: t`List`, sign: '•', make: list },
    { label: t`Code`, sign: '‹›', make: (text, from, to) => around(text, from, to, '`', 'code') },
    { label: t`Formula in the line`, sign: 'x²', className: 'italic', make: (text, from, to) => around(text, from, to, '$', '1 \\le n \\le 10^5') },
    { label: t`Formula of its own`, sign: '∑', make: (text, _from, to) => paragraph(text, to, '$$\n\\sum_{i=1}^{n} a_i\n$$', '\\sum_{i=1}^{n} a_i') },
    { label: t`Table`, sign: '⊞', make: (text, _from, to) => paragraph(text, to, `| ${table} 1 | ${table} 2 |\n| --- | --- |\n| 1 | 2 |`, `${table} 1`) },
  ];

  function keys(event: React.KeyboardEvent) {
    const step = { ArrowRight: 1, ArrowLeft: -1 }[event.key];
    if (step === undefined || !(event.target instanceof HTMLButtonElement) || event.target.closest('.menu-list')) return;
    const stops = [...(bar.current?.querySelectorAll<HTMLElement>('button') ?? [])];
    stops.at((stops.indexOf(event.target) + step) % stops.length)?.focus();
    event.preventDefault();
  }
  return (
    <div className="statement-toolbar" role="toolbar" aria-label={t`Insert`} ref={bar} onKeyDown={keys}>
      {makes.map(({ label, sign, className = '', make }) => (
        <Button key={label} compact look="ghost" aria-label={label} title={label} onClick={() => onMake(make)}>
          <span className={`sign ${className}`} aria-hidden>
            {sign}
          </span>
        </Button>
      ))}
      <Button compact look="ghost" icon="file" onClick={() => picker.current?.click()}>
        <Trans>Image</Trans>
      </Button>
      <input
        ref={picker}
        type="file"
        accept="image/*"
        multiple
        hidden
        onChange={({ target }) => {
          const files = [...(target.files ?? [])];
          target.value = '';
          if (files.length > 0) onImages(files);
        }}
      />
      <Button compact look="ghost" title={t`Where the next sample is shown; without it samples come at the end`} onClick={() => onMake((text, _from, to) => paragraph(text, to, '{{nextsample}}'))}>
        <Trans>Sample</Trans>
      </Button>
      <Menu label={<Trans>Section</Trans>}>
        {sections.map((section) => (
          <button key={section} type="button" lang={language} onClick={() => onMake((text, _from, to) => paragraph(text, to, `## ${sectionWord(language, section)}`))}>
            {sectionWord(language, section)}
          </button>
        ))}
      </Menu>
    </div>
  );
}
