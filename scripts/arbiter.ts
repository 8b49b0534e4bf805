/**
 * arbiter COMMAND …: the command line. Each command is one file in scripts/arbiter.
 * Exit codes: 0 all went well, 1 it was refused or failed, 2 the command was not understood.
 */
import { backup } from './arbiter/backup.js';
import { contests } from './arbiter/contests.js';
import { doctor } from './arbiter/doctor.js';
import { languages } from './arbiter/languages.js';
import { login } from './arbiter/login.js';
import { problems } from './arbiter/problems.js';
import { rejudge } from './arbiter/rejudge.js';
import { restore } from './arbiter/restore.js';
import { submit, test, watch } from './arbiter/submit.js';
import { users } from './arbiter/users.js';
import { UsageError, type Command } from './arbiter/command.js';
import { ApiRefusal } from './support/api.js';
import { Refusal, runScript } from './support/progress.js';

const COMMANDS: Record<string, Command> = { login, submit, watch, test, problems, contests, rejudge, users, languages, doctor, backup, restore };

await runScript(async () => {
  const [name = 'help', ...words] = process.argv.slice(2);
  if (/^(help|-h|--help)$/.test(name)) {
    console.log(usage());
    return 0;
  }
  const command = Object.hasOwn(COMMANDS, name) ? COMMANDS[name] : undefined;
  try {
    if (!command) throw new UsageError(`There is no command "${name}".`);
    if (words.some((word) => word === '-h' || word === '--help')) {
      console.log(command.usage);
      return 0;
    }
    return await command.run(words);
  } catch (error) {
    // fetch tells why only in its cause.
    if (error instanceof TypeError && error.cause instanceof Error) throw new Refusal(`The installation cannot be reached: ${error.cause.message}`);
    if (error instanceof ApiRefusal) throw new Refusal(error.message);
    if (!(error instanceof UsageError)) throw error;
    console.error(`✗ ${error.message}\n\n${command?.usage ?? usage()}`);
    return 2;
  }
});

function usage(): string {
  const lines = Object.entries(COMMANDS).map(([name, { summary }]) => `  ${name.padEnd(12)}${summary}`);
  return ['Usage: arbiter COMMAND …', '', ...lines, '', 'arbiter COMMAND --help tells more of one.'].join('\n');
}
