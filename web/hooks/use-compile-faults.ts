import { useInfiniteQuery, useQuery } from '@tanstack/react-query';
import { useEffect, useState } from 'react';
import { submissionQuery, submissionsQuery } from '../api/queries.js';
import { compileFaults, type CompileFault } from '../util/compile-faults.js';
import { fingerprint, type SourceText } from '../util/draft.js';

const NONE: readonly CompileFault[] = [];

/**
 * What the compiler said of this very source, where it is what was submitted last and did not compile. Once told it
 * stays, at its places, while the source is mended; another submission makes it go.
 */
export function useCompileFaults({ problem, user, language, files }: { problem: string; user: string; language: string; files: readonly SourceText[] }): readonly CompileFault[] | undefined {
  const { data } = useInfiniteQuery(submissionsQuery({ problem, user, limit: 10 }));
  const newest = data?.pages[0]?.items.find((each) => each.language === language);
  const failed = newest?.verdict === 'compile-error';
  const { data: submission } = useQuery({ ...submissionQuery(newest?.id ?? ''), enabled: failed });
  const log = failed && submission?.id === newest.id && submission.compile && !submission.compile.ok ? submission.compile.log : undefined;
  const isThis = log !== undefined && submission !== undefined && fingerprint({ files: submission.files }) === fingerprint({ files });
  const [told, setTold] = useState<{ id: string; faults: readonly CompileFault[] }>();

  useEffect(() => {
    if (isThis) setTold((before) => (before?.id === submission.id ? before : { id: submission.id, faults: compileFaults(log, submission.files.map(({ name }) => name)) }));
  }, [isThis, submission, log]);
  return told && told.id === newest?.id ? told.faults : newest && failed ? undefined : NONE;
}
