/** What of a contest changes seldom, read at once and kept while it holds. */
import type { OfferedLanguage } from '#contract/language.js';
import { listContestGroups, listContestOrganizations, listJudgedProblems, listUsedLanguages, type ContestGroupRow, type ContestOrganizationRow, type JudgedProblemRow } from '#database/clics.js';
import type { Database } from '#database/connect.js';
import { selectSeqs } from '#database/contest-results.js';
import { selectOptionalContest, selectPackageScoring, type PackageScoring, type FullContest } from '#database/contests.js';
import { selectOfferedLanguages } from '#database/judges.js';
import { listParticipants, type ParticipantWithMembers } from '#database/participants.js';

export interface ContestData {
  full: FullContest;
  /** By id. */
  people: ReadonlyMap<string, ParticipantWithMembers>;
  groups: ContestGroupRow[];
  organizations: ContestOrganizationRow[];
  judged: ReadonlyMap<string, JudgedProblemRow>;
  /** By problem, the most that its package gives. */
  scoring: ReadonlyMap<string, PackageScoring>;
  languages: OfferedLanguage[];
  usedLanguages: string[];
}

interface Kept {
  data: ContestData;
  shapeSeq: number;
  readAt: number;
}

/** Languages and packages change without the contest being told. */
const OLDEST_MS = 10_000;
const MOST_KEPT = 50;

export class ContestDataCache {
  private readonly kept = new Map<string, Kept>();

  constructor(private readonly db: Database) {}

  /** Null: there is no such contest. */
  async get(contestId: string): Promise<ContestData | null> {
    const seqs = await selectSeqs(this.db, contestId);
    if (seqs === null) return null;
    const known = this.kept.get(contestId);
    if (known !== undefined && known.shapeSeq === seqs.shapeSeq && Date.now() - known.readAt < OLDEST_MS) return known.data;
    const readAt = Date.now();
    const data = await readContestData(this.db, contestId);
    if (data === null) return null;
    this.kept.delete(contestId);
    this.kept.set(contestId, { data, shapeSeq: seqs.shapeSeq, readAt });
    const oldest = this.kept.keys().next().value;
    if (this.kept.size > MOST_KEPT && oldest !== undefined) this.kept.delete(oldest);
    return data;
  }
}

async function readContestData(db: Database, contestId: string): Promise<ContestData | null> {
  const full = await selectOptionalContest(db, contestId);
  if (full === null) return null;
  const [people, groups, organizations, judged, scoring, languages, usedLanguages] = await Promise.all([
    listParticipants(db, contestId), listContestGroups(db, contestId), listContestOrganizations(db, contestId), listJudgedProblems(db, contestId),
    selectPackageScoring(db, full.problems.map(({ problemId }) => problemId)), selectOfferedLanguages(db), listUsedLanguages(db, contestId),
  ]);
  return {
    full, groups, organizations, scoring, languages, usedLanguages,
    people: new Map(people.map((each) => [each.participant.id, each])),
    judged: new Map(judged.map((each) => [each.problemId, each])),
  };
}
