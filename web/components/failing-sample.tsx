import { t } from '@lingui/core/macro';
import { Trans } from '@lingui/react/macro';
import { memo, type ReactElement } from 'react';
import type { Submission } from '#contract/submission.js';
import { CodeBlock } from '../ui/code-block.js';
import { Note } from '../ui/state.js';
import { DiffView } from './diff-view.js';
import type { Test } from './test-remark.js';
import { VERDICT } from './verdict.js';

/** The first failing test whose data may be seen: what went in, what should have come out, and what did. */
export function FailingSample({ submission }: { submission: Pick<Submission, 'tests'> }): ReactElement | null {
  const test = submission.tests.find(({ verdict, input, output }) => verdict !== 'accepted' && verdict !== 'skipped' && (input !== undefined || output !== undefined));
  return test ? <Failing test={test} /> : null;
}

const Failing = memo(function Failing({ test }: { test: Test }): ReactElement {
  const { index, answer, input, stderr } = test;
  // What a program says to an interactor is no output; the conversation is told beside.
  const output = test.interaction === undefined ? test.output : undefined;
  const { word } = VERDICT[test.verdict];
  return (
    <section className="stack tight">
      <h2>
        {t`${word} on test ${index}`}
        {test.name ? <span className="soft"> ({test.name})</span> : null}
      </h2>
      {test.message ? (
        <Note tone="calm">
          <Trans>The judge says:</Trans> <bdi style={{ whiteSpace: 'pre-wrap', overflowWrap: 'anywhere' }}>{test.message}</bdi>
        </Note>
      ) : null}
      {answer !== undefined && output !== undefined ? <DiffView expected={answer} got={output} /> : output !== undefined ? <CodeBlock text={output} label={t`Output of the program`} /> : null}
      {input !== undefined ? (
        <details>
          <summary>
            <Trans>Input</Trans>
          </summary>
          <CodeBlock text={input} label={t`Input of test ${index}`} />
        </details>
      ) : null}
      {stderr ? (
        <details>
          <summary>
            <Trans>Standard error</Trans>
          </summary>
          <CodeBlock text={stderr} label={t`Standard error`} />
        </details>
      ) : null}
    </section>
  );
});
