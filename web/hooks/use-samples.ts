import { useQueries } from '@tanstack/react-query';
import { useMemo } from 'react';
import type { Sample } from '#contract/problem.js';
import { fileTextQuery } from '../api/author-queries.js';
import { groupedTests } from '../util/author-tests.js';
import { useWorkshop } from './use-workshop.js';

const MOST_SHOWN = 64 * 1024;

/** The samples as the statement shows them, as far as their inputs and answers are there. */
export function useSamples(): Sample[] {
  const { authored } = useWorkshop();
  const tests = useMemo(() => groupedTests(authored.parts).find(({ group }) => group.content.place === 'sample')?.tests ?? [], [authored.parts]);
  const files = tests.map(({ content: { input, answer, extras } }) => {
    const inputFile = extras['.in.statement'] ?? (input?.from === 'file' ? input.file : input?.made);
    const answerFile = extras['.ans.statement'] ?? (answer?.from === 'file' ? answer.file : answer?.made);
    return { input: inputFile ?? null, answer: answerFile ?? null };
  });
  const hashes = [...new Set(files.flatMap(({ input, answer }) => [input, answer]).flatMap((file) => file?.hash ?? []))];
  const texts = useQueries({ queries: hashes.map((hash) => fileTextQuery(authored.id, hash, MOST_SHOWN)), combine: (results) => results.map(({ data }) => data ?? '') });
  return tests.map(({ id }, at) => {
    const { input, answer } = files[at]!;
    const textOf = (file: typeof input) => (file ? (texts[hashes.indexOf(file.hash)] ?? '') : '');
    return { name: id, input: textOf(input), answer: textOf(answer), truncated: (input?.size ?? 0) > MOST_SHOWN || (answer?.size ?? 0) > MOST_SHOWN };
  });
}
