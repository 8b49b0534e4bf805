import type { ReactElement } from 'react';
import type { Submission } from '#contract/submission.js';
import { CodeBlock } from '../ui/code-block.js';
import { DiffView } from './diff-view.js';
import { VERDICT } from './verdict.js';

/** The first failing test whose data may be seen: what went in, what should have come out, and what did. */
export function FailingSample({ submission }: { submission: Submission }): ReactElement | null {
  const test = submission.tests.find(({ verdict, input, output }) => verdict !== 'accepted' && verdict !== 'skipped' && (input !== undefined || output !== undefined));
  if (!test) return null;
  return (
    <section className="stack tight">
      <h2>
        {VERDICT[test.verdict].word} on test {test.index}
        {test.name ? <span className="soft"> ({test.name})</span> : null}
      </h2>
      {test.message ? <p>{test.message}</p> : null}
      {test.answer !== undefined && test.output !== undefined ? <DiffView expected={test.answer} got={test.output} /> : test.output !== undefined ? <CodeBlock text={test.output} label="Output of the program" /> : null}
      {test.input !== undefined ? (
        <details>
          <summary>Input</summary>
          <CodeBlock text={test.input} label={`Input of test ${test.index}`} />
        </details>
      ) : null}
      {test.stderr ? (
        <details>
          <summary>Standard error</summary>
          <CodeBlock text={test.stderr} label="Standard error" />
        </details>
      ) : null}
    </section>
  );
}
