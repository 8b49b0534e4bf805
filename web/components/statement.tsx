import { Link } from '@tanstack/react-router';
import { useEffect, useRef, useState, type ReactElement } from 'react';
import type { Problem } from '#contract/problem.js';
import { buttonClass } from '../ui/button.js';
import { CodeBlock } from '../ui/code-block.js';
import { SelectField } from '../ui/field.js';
import { Icon } from '../ui/icon.js';
import { Note } from '../ui/state.js';
import { bytes, duration, languageOfCode, memory } from '../util/format.js';
import { readStored, writeStored } from '../util/stored.js';
import { OwnStatus } from './verdict.js';
import './statement.css';

/** What a problem asks, with its limits and samples. */
export function Statement({ problem }: { problem: Problem }): ReactElement {
  const [wish, setWish] = useState(() => readStored('statement-language') ?? navigator.language.split('-')[0]);
  const statement = problem.statements.find(({ language }) => language === wish) ?? problem.statements.find(({ language }) => language === 'en') ?? problem.statements[0];
  return (
    <article className="statement problem-statement">
      <header className="statement-head">
        <div className="row apart">
          <h1 lang={statement?.language}>{statement?.name ?? problem.name}</h1>
          <div className="row">
            {problem.statements.length > 1 ? (
              <SelectField
                label="Language of the statement"
                labelUnseen
                className="compact"
                value={statement?.language}
                onChange={(event) => {
                  setWish(event.target.value);
                  writeStored('statement-language', event.target.value);
                }}
              >
                {problem.statements.map(({ language }) => (
                  <option key={language} value={language}>
                    {languageOfCode(language)}
                  </option>
                ))}
              </SelectField>
            ) : null}
            {problem.may.edit ? (
              <Link to="/problems/$slug/staff" params={{ slug: problem.slug }} search={{}} className={buttonClass('plain', true)}>
                Manage
              </Link>
            ) : null}
          </div>
        </div>
        <ul className="limits numbers">
          <li>
            Time limit: <b className="time-limit">{problem.limits.timeMs === null ? 'being measured' : duration(problem.limits.timeMs)}</b>
          </li>
          <li>
            Memory limit: <b className="memory-limit">{memory(problem.limits.memoryKib)}</b>
          </li>
          {problem.difficulty === null ? null : (
            <li>
              Difficulty: <b>{problem.difficulty.toFixed(1)}</b>
            </li>
          )}
          <li>
            <b>{problem.solvedBy}</b> of {problem.triedBy} solved it
          </li>
          {problem.visibility === 'private' ? (
            <li>
              <Icon name="lock" size={12} /> Private
            </li>
          ) : null}
          <li>
            <OwnStatus status={problem.status} />
          </li>
        </ul>
      </header>
      {problem.types.includes('interactive') ? <Note tone="accent">Interactive: your program talks with ours. Flush the output after each line.</Note> : null}
      {statement?.html ? <Prose html={statement.html} language={statement.language} /> : null}
      {statement?.pdfUrl ? <Pdf url={statement.pdfUrl} name={statement.name} /> : null}
      <Samples problem={problem} />
      {problem.attachments.length > 0 ? (
        <section className="stack tight">
          <h2>Attachments</h2>
          <ul className="plain-list stack tight">
            {problem.attachments.map(({ name, size, url }) => (
              <li key={name}>
                <a href={url} download={name}>
                  {name}
                </a>{' '}
                <span className="soft small numbers">{bytes(size)}</span>
              </li>
            ))}
          </ul>
        </section>
      ) : null}
      <footer className="soft small">
        {[problem.author && `Author: ${problem.author}`, problem.source && `Source: ${problem.source}`, problem.license && `License: ${problem.license}`].filter(Boolean).join(' · ')}
      </footer>
    </article>
  );
}

/** The HTML comes sanitised from the server. */
function Prose({ html, language }: { html: string; language: string }): ReactElement {
  const place = useRef<HTMLDivElement>(null);
  useEffect(() => {
    // What may scroll sideways must be reachable by keyboard.
    for (const each of place.current?.querySelectorAll<HTMLElement>('pre, table, .katex-display') ?? []) if (each.scrollWidth > each.clientWidth) each.tabIndex = 0;
  }, [html]);
  return <div ref={place} className="prose" lang={language} dangerouslySetInnerHTML={{ __html: html }} />;
}

function Pdf({ url, name }: { url: string; name: string }): ReactElement {
  return (
    <div className="stack tight">
      <iframe src={url} title={`Statement of ${name} as PDF`} style={{ width: '100%', height: '75vh', border: 0 }} />
      <a href={url} className={buttonClass()}>
        <Icon name="download" /> Open the statement (PDF)
      </a>
    </div>
  );
}

function Samples({ problem }: { problem: Problem }): ReactElement | null {
  if (problem.samples.length === 0) return null;
  return (
    <section className="samples sample-tests">
      {problem.samples.map((sample, index) => (
        <section key={sample.name} className="sample">
          <h2 className="unseen">Sample {index + 1}</h2>
          <div className="pair">
            <div className="sample-input">
              <CodeBlock text={sample.input} label={`Sample input ${index + 1}`} id={`sample-input-${index + 1}`} />
            </div>
            <div className="sample-output">
              <CodeBlock text={sample.answer} label={`Sample output ${index + 1}`} id={`sample-output-${index + 1}`} />
            </div>
          </div>
          {sample.truncated ? <p>Only the beginning is shown.</p> : null}
          {sample.description ? <p>{sample.description}</p> : null}
        </section>
      ))}
    </section>
  );
}
