/** The state of a submission as the client reads it: a number, and a row of HTML in which it counts icons. */
import type { Submission } from '#contract/submission.js';
import type { Verdict } from '#contract/verdict.js';

/** Numbers of the client's table. */
const STATUS: Record<Verdict, number> = {
  'judge-error': 6,
  'compile-error': 8,
  'runtime-error': 9,
  'memory-limit-exceeded': 10,
  'output-limit-exceeded': 11,
  'time-limit-exceeded': 12,
  'idleness-limit-exceeded': 12,
  'security-violation': 13,
  'wrong-answer': 14,
  accepted: 16,
  skipped: 1,
};
const QUEUED = 2;
const RUNNING = 5;
/** The client knows no end without a verdict: it waits, until somebody tells it not to or the contest is over. */
const RECEIVED = QUEUED;

export interface KattisState {
  status_id: number;
  /** Tests that are done, with the one that runs. */
  testcase_index: number;
  row_html: string;
  feedback_html: string;
}

export function presentState({ state, withheld, verdict, score, cpuMs, tests, testsTotal, compile, feedback }: Submission): KattisState {
  const ran = tests.filter((test) => test.verdict !== 'skipped');
  const status = withheld ? RECEIVED : state === 'queued' ? QUEUED : state === 'judging' ? RUNNING : STATUS[verdict ?? 'judge-error'];
  // Where nothing is shown of most tests, the others close up.
  const place = (at: number) => (feedback === 'nothing' ? tests[at]?.index : undefined) ?? at + 1;
  const icons = Array.from({ length: testsTotal }, (_, at) => `<i class="${iconOf(ran.find((test) => test.index === place(at))?.verdict)}" title="Test ${place(at)}"></i>`);
  const points = typeof score === 'number' ? ` (${score})` : '';
  return {
    status_id: status,
    testcase_index: state === 'judging' ? Math.min(ran.length + 1, testsTotal) : ran.length,
    // One icon is not a test's.
    row_html: `<tr><td data-type="status"><i></i>${withheld ? 'received' : (verdict ?? state)}${points}</td><td data-type="cpu">${((cpuMs ?? 0) / 1000).toFixed(2)} s</td><td data-type="testcases">${icons.join('')}</td></tr>`,
    feedback_html: compile && !compile.ok ? `<div><pre>${escapeHtml(compile.log)}</pre></div>` : '',
  };
}

function iconOf(verdict: Verdict | undefined): string {
  return verdict === undefined ? 'status is-empty' : verdict === 'accepted' ? 'status accepted' : 'status rejected';
}

function escapeHtml(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
}
