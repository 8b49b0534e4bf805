import { t } from '@lingui/core/macro';
import { Trans } from '@lingui/react/macro';
import type { ReactElement } from 'react';
import { useParts, useWorkshop } from '../../hooks/use-workshop.js';
import { Note } from '../../ui/state.js';
import type { ProgramKind } from '../../util/author-programs.js';
import { AddProgram } from './add-program.js';
import { ComparisonForm } from './comparison-form.js';
import { ProgramCard } from './program-card.js';
import { programWords } from './program-words.js';
import { ValidatorCases } from './validator-cases.js';

/** What holds inputs against the statement, and what says whether an output is right. */
export function CheckingSection(): ReactElement {
  const { authored } = useWorkshop();
  const programs = useParts('program');
  const validators = programs.filter(({ content }) => content.role === 'input-validator');
  const checkers = programs.filter(({ content }) => content.role === 'output-validator');
  const graders = programs.filter(({ content }) => content.role === 'grader');
  const talks = authored.types.includes('interactive') || authored.types.includes('multi-pass');
  const kind: ProgramKind = talks ? 'interactor' : 'checker';
  return (
    <div className="stack wide">
      <section className="stack" aria-labelledby="validators">
        <Head id="validators" kind="validator" />
        {validators.map((part) => (
          <ProgramCard key={part.id} part={part} kind="validator" />
        ))}
        {validators.length === 0 ? (
          <Note tone="calm">
            <Trans>Without one nobody notices a test that breaks the promises of the statement. Most are a dozen lines: begin with one that works and change it.</Trans>
          </Note>
        ) : null}
        <AddProgram kind="validator" look={validators.length === 0 ? 'primary' : 'plain'}>
          {programWords('validator').add}
        </AddProgram>
      </section>
      <section className="stack" aria-labelledby="output">
        {checkers.length > 0 || talks ? <Head id="output" kind={kind} /> : (
          <div className="stack tight">
            <h2 id="output">
              <Trans>Comparison of answers</Trans>
            </h2>
            <p className="soft">
              <Trans>What a program prints is compared with the answer of the test, word by word; blanks and ends of lines do not matter.</Trans>
            </p>
          </div>
        )}
        {checkers.map((part) => (
          <ProgramCard key={part.id} part={part} kind={kind} />
        ))}
        {checkers.length === 0 && !talks ? <ComparisonForm /> : null}
        {checkers.length === 0 ? (
          <AddProgram kind={kind} look={talks ? 'primary' : 'plain'}>
            {talks ? programWords(kind).add : <Trans>Are several answers right? Write a checker:</Trans>}
          </AddProgram>
        ) : talks ? null : (
          <p className="soft small">
            <Trans>Without a checker the built-in comparison is used: remove it to go back.</Trans>
          </p>
        )}
      </section>
      {graders.length > 0 || authored.types.includes('scoring') ? (
        <section className="stack" aria-labelledby="grader">
          <Head id="grader" kind="grader" />
          {graders.map((part) => (
            <ProgramCard key={part.id} part={part} kind="grader" />
          ))}
          {graders.length === 0 ? <AddProgram kind="grader">{programWords('grader').add}</AddProgram> : null}
        </section>
      ) : null}
      <ValidatorCases />
    </div>
  );
}

function Head({ id, kind }: { id: string; kind: ProgramKind }): ReactElement {
  const { title, text, call } = programWords(kind);
  return (
    <div className="stack tight">
      <h2 id={id}>{title}</h2>
      <p className="soft program-words">{text}</p>
      <p className="small">
        <code aria-label={t`How it is called`}>{call}</code>
      </p>
    </div>
  );
}
