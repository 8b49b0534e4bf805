/**
 * The server speaks English. Its sentences that people meet often are known here and shown in the language of the
 * interface; any other is shown as it came, because a foreign fact is better than none. It is fetched when the server refuses something. test/web/server-words.test.ts
 * holds this list against the server's code, so that a sentence changed there is changed here.
 */
import { i18n, type MessageDescriptor } from '@lingui/core';
import { msg } from '@lingui/core/macro';

export const SENTENCES: Record<string, MessageDescriptor> = {
  'Username or password is wrong.': msg`Username or password is wrong.`,
  'This is not your password': msg`This is not your password`,
  'This account is disabled. Ask an administrator.': msg`This account is disabled. Ask an administrator.`,
  'Registration is closed. Ask an administrator for an account.': msg`Registration is closed. Ask an administrator for an account.`,
  'This username is taken': msg`This username is taken`,
  'There is an account with this e-mail address already': msg`There is an account with this e-mail address already`,
  'Use 2 to 32 letters, digits, dots, dashes or underscores, beginning with a letter or digit': msg`Use 2 to 32 letters, digits, dots, dashes or underscores, beginning with a letter or digit`,
  'Use at least 8 characters': msg`Use at least 8 characters`,
  'Use at most 200 characters': msg`Use at most 200 characters`,
  'This is not an e-mail address': msg`This is not an e-mail address`,
  'The file is missing.': msg`The file is missing.`,
  'No judge has been at work here yet. Try again in a minute.': msg`No judge has been at work here yet. Try again in a minute.`,
  'Nobody can disable themselves or change their own role. Ask another administrator.': msg`Nobody can disable themselves or change their own role. Ask another administrator.`,
  'People have submitted to this problem. Make it private instead.': msg`People have submitted to this problem. Make it private instead.`,
  'Only its owner and admins may do this with a problem.': msg`Only its owner and admins may do this with a problem.`,
  'The database cannot be reached. Try again in a moment.': msg`The database cannot be reached. Try again in a moment.`,
  'The request is too large.': msg`The request is too large.`,
  'This is not the code of the contest.': msg`This is not the code of the contest.`,
  'Ask your instructor for the code': msg`Ask your instructor for the code`,
  'You take part already.': msg`You take part already.`,
  'The contest is over.': msg`The contest is over.`,
  'Choose another name': msg`Choose another name`,
  'Choose another one': msg`Choose another one`,
  'There is a contest of that address already.': msg`There is a contest of that address already.`,
  'The contest has not begun.': msg`The contest has not begun.`,
  'People have submitted in this contest. Make it private instead.': msg`People have submitted in this contest. Make it private instead.`,
  'You are disqualified in this contest. Ask its jury.': msg`You are disqualified in this contest. Ask its jury.`,
  'They have submitted in this contest. Disqualify them instead: what they have submitted stays.': msg`They have submitted in this contest. Disqualify them instead: what they have submitted stays.`,
  'Somebody of that name takes part already.': msg`Somebody of that name takes part already.`,
  'One of them takes part already': msg`One of them takes part already`,
  'One of them delivers balloons and prints': msg`One of them delivers balloons and prints`,
  'No short name can be made of the name of the package. Give one.': msg`No short name can be made of the name of the package. Give one.`,
};

/** Sentences that carry facts: `*` stands for one, and the message names them a, b in their order. */
export const PATTERNS: Record<string, (a: string, b: string) => MessageDescriptor> = {
  'Too many requests of this kind. At most * in * seconds.': (a, b) => msg`That was too often. At most ${a} in ${b} seconds; wait a little.`,
  'The program has * KiB; this problem takes * KiB.': (a, b) => msg`The program has ${a} KiB; this problem takes ${b} KiB.`,
  'The answers have * KiB; this problem takes * KiB.': (a, b) => msg`The answers have ${a} KiB; this problem takes ${b} KiB.`,
  'The file is larger than * MiB.': (a) => msg`The file is larger than ${a} MiB.`,
  'You have * tokens. Revoke one first.': (a) => msg`You have ${a} tokens. Revoke one first.`,
  'There is no account *': (a) => msg`There is no account ${a}`,
  'The problem has * tests': (a) => msg`The problem has ${a} tests`,
  'The problem has no test *': (a) => msg`The problem has no test ${a}`,
  'The problem has no test group *': (a) => msg`The problem has no test group ${a}`,
  'This problem does not take *': (a) => msg`This problem does not take ${a}`,
  'No judge here can run *': (a) => msg`No judge here can run ${a}`,
};

const MATCHERS = Object.entries(PATTERNS).map(([pattern, say]) => ({ say, regex: new RegExp(`^${pattern.split('*').map((part) => part.replace(/[.?+()]/g, '\\$&')).join('(\\S+?)')}$`) }));

/** A sentence of the server in the language of the interface, as far as it is known. With or without the stop at its end. */
export function wordsOf(sentence: string): string {
  const bare = sentence.replace(/\.$/, '');
  for (const [form, end] of [[sentence, ''], [bare, '.']] as const) {
    const known = Object.hasOwn(SENTENCES, form) ? SENTENCES[form] : patterned(form);
    if (known) return `${i18n._(known)}${form === sentence ? '' : end}`;
  }
  return sentence;
}

function patterned(sentence: string): MessageDescriptor | undefined {
  for (const { say, regex } of MATCHERS) {
    const found = regex.exec(sentence);
    if (found) return say(found[1] ?? '', found[2] ?? '');
  }
  return undefined;
}
