import { t } from '@lingui/core/macro';
import { Plural, Trans } from '@lingui/react/macro';
import { Link } from '@tanstack/react-router';
import { useMemo, useState, type ReactElement } from 'react';
import type { Problem, Sample } from '#contract/problem.js';
import { buttonClass } from '../ui/button.js';
import { CodeBlock } from '../ui/code-block.js';
import { SelectField } from '../ui/field.js';
import { Icon } from '../ui/icon.js';
import { Note } from '../ui/state.js';
import { useLanguageName } from '../hooks/use-language-name.js';
import { bytes, duration, languageOfCode, memory, number } from '../util/format.js';
import { readStored, writeStored } from '../util/stored.js';
import { Packages } from './packages.js';
import { Prose, samplesPlaced } from './prose.js';
import { OwnStatus } from './verdict.js';
import './statement.css';

/** The language chosen for this problem, else the one chosen last, else that chosen for the pages, else the reader's, else English, else what there is. */
function useStatement({ slug, statements }: Problem): [Problem['statements'][number] | undefined, (language: string) => void] {
  const [wish, setWish] = useState(() => readStored(`statement-language.${slug}`));
  const wishes = [wish, readStored('statement-language'), readStored('locale'), ...navigator.languages.flatMap((tag) => [tag, tag.split('-')[0]]), 'en'];
  const found = wishes.flatMap((each) => statements.filter(({ language }) => language.toLowerCase() === each?.toLowerCase()))[0] ?? statements[0];
  return [
    found,
    (language) => {
      setWish(language);
      writeStored('statement-language', language);
      writeStored(`statement-language.${slug}`, language);
    },
  ];
}

/** What a problem asks, with its limits and samples. */
export function Statement({ problem }: { problem: Problem }): ReactElement {
  const [statement, choose] = useStatement(problem);
  const { author, source, license } = problem;
  const placed = useMemo(() => (statement?.html ? samplesPlaced(statement.html) : 0), [statement?.html]);
  return (
    <article className="statement problem-statement">
      <header className="statement-head">
        <div className="row apart">
          <h1 lang={statement?.language}>{statement?.name ?? problem.name}</h1>
          <div className="row">
            {problem.statements.length > 1 ? (
              <SelectField label={t`Language of the statement`} labelUnseen className="compact" value={statement?.language} onChange={(event) => choose(event.target.value)}>
                {problem.statements.map(({ language }) => (
                  <option key={language} value={language}>
                    {languageOfCode(language)}
                  </option>
                ))}
              </SelectField>
            ) : null}
            {problem.may.edit ? (
              <Link to="/problems/$slug/staff" params={{ slug: problem.slug }} search={{}} className={buttonClass('plain', true)}>
                <Trans>Manage</Trans>
              </Link>
            ) : null}
          </div>
        </div>
        <Limits problem={problem} />
      </header>
      {problem.types.includes('interactive') ? (
        <Note tone="accent">
          <Trans>Interactive: your program talks with ours. Flush the output after each line.</Trans>
        </Note>
      ) : null}
      {statement?.html ? <Prose html={statement.html} language={statement.language} sample={(index) => <SamplePair sample={problem.samples[index]} number={index + 1} />} /> : null}
      {statement?.pdfUrl ? <Pdf url={statement.pdfUrl} name={statement.name} /> : null}
      <Samples samples={problem.samples} from={placed} />
      <Scoring problem={problem} />
      <Packages packages={problem.packages} />
      <Attachments problem={problem} />
      <footer className="soft small row">
        {author ? (
          <span>
            <Trans>Author: {author}</Trans>
          </span>
        ) : null}
        {source ? (
          <span>
            <Trans>Source: {source}</Trans>
          </span>
        ) : null}
        {license ? (
          <span>
            <Trans>License: {license}</Trans>
          </span>
        ) : null}
      </footer>
    </article>
  );
}

function Limits({ problem }: { problem: Problem }): ReactElement {
  const { limits, difficulty } = problem;
  const time = limits.timeMs === null ? null : duration(limits.timeMs);
  const most = memory(limits.memoryKib);
  const code = memory(limits.codeKib);
  const languageName = useLanguageName();
  const hardness = difficulty === null ? null : number(difficulty, 1);
  const solved = number(problem.solvedBy);
  const points = problem.scoring?.most;
  return (
    <ul className="limits numbers">
      <li>
        {time === null ? (
          <Trans>
            Time limit: <b className="time-limit">being measured</b>
          </Trans>
        ) : (
          <Trans>
            Time limit: <b className="time-limit">{time}</b>
          </Trans>
        )}
      </li>
      <li>
        <Trans>
          Memory limit: <b className="memory-limit">{most}</b>
        </Trans>
      </li>
      {limits.languages?.map(({ language, timeMs, memoryKib }) => {
        const [name, longer, larger] = [languageName(language), timeMs === null ? '…' : duration(timeMs), memory(memoryKib)];
        return (
          <li key={language}>
            <Trans>
              In {name}: <b>{longer}</b>, <b>{larger}</b>
            </Trans>
          </li>
        );
      })}
      <li>
        <Trans>
          Program: <b>{code}</b> at most
        </Trans>
      </li>
      {problem.scoring?.lowerIsBetter ? (
        <li>
          <Trans>Fewer points are better</Trans>
        </li>
      ) : null}
      {points === undefined || points === null ? null : (
        <li>
          <Plural value={points} one="# point at most" other="# points at most" />
        </li>
      )}
      {hardness === null ? null : (
        <li>
          <Trans>
            Difficulty: <b>{hardness}</b>
          </Trans>
        </li>
      )}
      <li>
        <Plural value={problem.triedBy} _0="Nobody has tried it yet" one={`${solved} of # solved it`} other={`${solved} of # solved it`} />
      </li>
      {problem.visibility === 'private' ? (
        <li>
          <Icon name="lock" size={12} /> <Trans>Private</Trans>
        </li>
      ) : null}
      {problem.status === 'solved' || problem.status === 'tried' ? (
        <li>
          <OwnStatus status={problem.status} />
        </li>
      ) : null}
    </ul>
  );
}

function Pdf({ url, name }: { url: string; name: string }): ReactElement {
  return (
    <div className="stack tight">
      <iframe src={url} title={t`Statement of ${name} as PDF`} className="statement-pdf" />
      <a href={url} className={buttonClass()}>
        <Icon name="download" /> <Trans>Open the statement (PDF)</Trans>
      </a>
    </div>
  );
}

function Samples({ samples, from }: { samples: readonly Sample[]; from: number }): ReactElement | null {
  if (samples.length <= from) return null;
  return (
    <section className="samples sample-tests">
      {samples.slice(from).map((sample, at) => (
        <SamplePair key={sample.name} sample={sample} number={from + at + 1} />
      ))}
    </section>
  );
}

export function SamplePair({ sample, number: count }: { sample: Sample | undefined; number: number }): ReactElement | null {
  if (!sample) return null;
  return (
    <section className="sample">
      <h2 className="unseen">
        <Trans>Sample {count}</Trans>
      </h2>
      <div className="pair">
        <div className="sample-input">
          <CodeBlock text={sample.input} label={t`Sample input ${count}`} id={`sample-input-${count}`} />
        </div>
        <div className="sample-output">
          <CodeBlock text={sample.answer} label={t`Sample output ${count}`} id={`sample-output-${count}`} />
        </div>
      </div>
      {sample.truncated ? (
        <p>
          <Trans>Only the beginning is shown.</Trans>
        </p>
      ) : null}
      {sample.description ? <p>{sample.description}</p> : null}
    </section>
  );
}

/** Which groups of tests give how many points. */
function Scoring({ problem }: { problem: Problem }): ReactElement | null {
  const groups = problem.scoring?.groups ?? [];
  if (groups.length === 0) return null;
  return (
    <section className="stack tight">
      <h2>
        <Trans>Points</Trans>
      </h2>
      <div className="table-frame scoring" tabIndex={0} role="region" aria-label={t`Points`}>
        <table className="table">
          <thead>
            <tr>
              <th>
                <Trans>Test group</Trans>
              </th>
              <th className="end">
                <Trans>Points at most</Trans>
              </th>
            </tr>
          </thead>
          <tbody>
            {groups.map(({ name, most }) => (
              <tr key={name}>
                <th scope="row">{name}</th>
                <td className="end numbers">{most === null ? '–' : number(most, 2)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </section>
  );
}

function Attachments({ problem }: { problem: Problem }): ReactElement | null {
  if (problem.attachments.length === 0) return null;
  return (
    <section className="stack tight">
      <h2>
        <Trans>Attachments</Trans>
      </h2>
      <ul className="plain-list stack tight">
        {problem.attachments.map(({ name, size, url }) => (
          <li key={name} className="row">
            <a href={url} download={name} className={buttonClass('plain', true)}>
              <Icon name="download" /> {name}
            </a>
            <span className="soft small numbers">{bytes(size)}</span>
          </li>
        ))}
      </ul>
    </section>
  );
}
