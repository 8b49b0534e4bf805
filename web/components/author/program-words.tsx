import { Trans } from '@lingui/react/macro';
import type { ReactNode } from 'react';
import type { ProgramKind } from '../../util/author-programs.js';

/** What each kind of program is for, and how it is called. */
export function programWords(kind: ProgramKind): { title: ReactNode; text: ReactNode; call: string; add: ReactNode } {
  switch (kind) {
    case 'validator':
      return {
        title: <Trans>Input validator</Trans>,
        add: <Trans>Add a validator</Trans>,
        text: <Trans>Reads one input on standard input and says whether it is as the statement promises: exit code 42 yes, 43 no. What it prints is shown beside the test.</Trans>,
        call: 'validator < input',
      };
    case 'checker':
      return {
        title: <Trans>Checker</Trans>,
        add: <Trans>Write a checker</Trans>,
        text: <Trans>Reads what a program printed on standard input and says whether it is right: exit code 42 yes, 43 no. Input and answer of the test are files; what it writes to teammessage.txt is shown to whoever submitted, judgemessage.txt to staff.</Trans>,
        call: 'checker input answer feedback_dir < output',
      };
    case 'interactor':
      return {
        title: <Trans>Interactor</Trans>,
        add: <Trans>Write an interactor</Trans>,
        text: <Trans>Talks with the program while both run: what it prints the program reads, and what the program prints it reads. Exit code 42: right, 43: wrong. Flush after each line.</Trans>,
        call: 'interactor input answer feedback_dir',
      };
    case 'grader':
      return {
        title: <Trans>Grader</Trans>,
        add: <Trans>Do points follow other rules than all or nothing, sum and lowest? Write a grader:</Trans>,
        text: <Trans>Reads one line for each test of a group on standard input, a verdict and its points, and prints verdict and points of the group, as in AC 12.5. It is asked for the groups that say so in their settings. All of their tests are run.</Trans>,
        call: 'grader arguments < results',
      };
    case 'generator':
      return {
        title: <Trans>Generators</Trans>,
        add: <Trans>Add a generator</Trans>,
        text: <Trans>Prints the input of a test on standard output, made of its arguments. The same arguments must always give the same input: use a seed from the arguments for chance.</Trans>,
        call: 'generator arguments > input',
      };
  }
}
