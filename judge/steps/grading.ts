/** What the tests come to, with the package's own grader asked where the package wants it. */
import { chmod, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { GraderAnswers } from '#contract/judging.js';
import type { ProblemPackage } from '#contract/package.js';
import { gradeSubmission, type GraderCall, type Grading, type OutcomeOf } from '../core/grade.js';
import { endOfNotExecutable } from '../core/run.js';
import type { JudgingDependencies } from './judge-submission.js';
import { PackageFault } from './programs.js';

/** A grader prints one line. */
const OUTPUT_BYTES = 4096;
const STDERR_BYTES = 4096;
const PROCESSES = 32;

export class Grades {
  /** What the grader said to each call: the same results of the same group get the same answer. */
  private readonly answers = new Map<string, { group: string; said: string }>();

  constructor(
    private readonly problem: ProblemPackage,
    private readonly dependencies: Pick<JudgingDependencies, 'sandbox' | 'packageFiles' | 'programs' | 'spoolFolder'>,
  ) {}

  /** As far as it is known without a further run of the grader. */
  known(outcomeOf: OutcomeOf): Grading {
    return gradeSubmission(this.problem, outcomeOf, (call) => this.answers.get(keyOf(call))?.said);
  }

  /** @throws PackageFault where there is no grader, or it fails */
  async find(outcomeOf: OutcomeOf): Promise<Exclude<Grading, { kind: 'needs-grader' }>> {
    for (;;) {
      const grading = this.known(outcomeOf);
      if (grading.kind !== 'needs-grader') return grading;
      this.answers.set(keyOf(grading.call), { group: grading.call.group, said: await this.ask(grading.call) });
    }
  }

  /** What it said last of each group, by name; null where it was never asked. */
  get said(): GraderAnswers | null {
    return this.answers.size > 0 ? Object.fromEntries([...this.answers.values()].map(({ group, said }) => [group, said])) : null;
  }

  private async ask(call: GraderCall): Promise<string> {
    const { grader, limits } = this.problem;
    const { sandbox, packageFiles, programs, spoolFolder } = this.dependencies;
    if (!grader) throw new PackageFault(`${call.group || 'data'} is to be graded by the package's grader, and there is none`);
    const { program, done } = await programs.take(sandbox, packageFiles, grader, limits);
    const folder = await mkdtemp(join(spoolFolder, 'grader-'));
    try {
      await chmod(folder, 0o711);
      const input = join(folder, 'results');
      await writeFile(input, call.input, { mode: 0o644 });
      const { command, environment = {} } = program.run({ memoryKib: limits.validationMemoryKib });
      let said = '';
      const run = await sandbox.prepare({
        command: [...command, ...call.arguments],
        environment,
        mounts: program.mounts,
        limits: {
          cpuMs: limits.validationTimeMs, wallMs: 2 * limits.validationTimeMs + 1000, memoryKib: limits.validationMemoryKib + program.memory.overheadKib,
          outputBytes: OUTPUT_BYTES, stderrBytes: STDERR_BYTES, processes: PROCESSES + program.runtimeThreads, fileBytes: OUTPUT_BYTES,
        },
        input: { kind: 'file', path: input },
        output: { kind: 'consume', chunk: (bytes) => void (said += bytes.toString('utf8')) },
      });
      const { exit, stoppedFor, stderr } = await run.go().catch(endOfNotExecutable);
      if (stoppedFor === null && exit?.kind === 'exited' && exit.code === 0) return said;
      const end = stoppedFor ?? (exit?.kind === 'exited' ? `exit code ${exit.code}` : (exit?.signal ?? 'the judge'));
      throw new PackageFault(`the grader of ${call.group || 'data'} was ended by ${end}: ${stderr.toString('utf8')}`);
    } finally {
      done();
      await rm(folder, { recursive: true, force: true });
    }
  }
}

function keyOf({ group, input }: GraderCall): string {
  return `${group}\n${input}`;
}
