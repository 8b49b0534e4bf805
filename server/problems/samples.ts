/** The samples of a problem. Of its tests nothing else is shown. */
import type { FileRef, ProblemPackage, TestCase } from '#contract/package.js';
import type { Sample } from '#contract/problem.js';
import { readBlobStart } from '#database/blobs.js';
import type { Database } from '#database/connect.js';

/** Longer ones are cut. */
const SAMPLE_BYTES = 64 * 1024;

export async function samplesOf(db: Database, content: Pick<ProblemPackage, 'types' | 'tests' | 'interactions'>): Promise<Sample[]> {
  const interactive = content.types.includes('interactive');
  const tests = content.tests.filter((test) => test.sample);
  const shown = await Promise.all(tests.map((test) => sampleOf(db, test, interactive)));
  const talks = await Promise.all((content.interactions ?? []).map(async ({ name, file }) => ({ name, ...split(await textOf(db, file)) })));
  return [...shown.filter((sample) => sample !== null), ...talks];
}

/** An interactive problem's files say nothing to a contestant unless the package gives something to show. */
async function sampleOf(db: Database, test: TestCase, interactive: boolean): Promise<Sample | null> {
  const { display } = test;
  if (display?.interaction) return { name: test.name, ...split(await textOf(db, display.interaction)) };
  if (interactive && !display?.input && !display?.answer) return null;
  const [input, answer] = await Promise.all([textOf(db, display?.input ?? test.input), textOf(db, display?.answer ?? test.answer)]);
  return { name: test.name, input: input.text, answer: answer.text, truncated: input.truncated || answer.truncated };
}

/** A conversation: what is read on the left, what is written on the right, each line beside the other's silence. */
function split({ text, truncated }: { text: string; truncated: boolean }): Pick<Sample, 'input' | 'answer' | 'truncated'> {
  const lines = text.split('\n').filter((line) => line.startsWith('<') || line.startsWith('>'));
  const side = (mark: string) => lines.map((line) => (line.startsWith(mark) ? line.slice(1) : '')).join('\n');
  return { input: side('<'), answer: side('>'), truncated };
}

async function textOf(db: Database, file: FileRef): Promise<{ text: string; truncated: boolean }> {
  const truncated = file.size > SAMPLE_BYTES;
  // A streaming decoder keeps the half of a character that the cut may leave to itself.
  const text = new TextDecoder('utf-8', { ignoreBOM: true }).decode(await readBlobStart(db, file.hash, SAMPLE_BYTES), { stream: truncated });
  return { text: text.replaceAll('\u0000', '\u2400'), truncated };
}
