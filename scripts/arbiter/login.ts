/** arbiter login: keeps a token, so that the other commands know where to go and as whom. */
import { createInterface } from 'node:readline/promises';
import { Writable } from 'node:stream';
import { Api } from '../support/api.js';
import type { Command } from './command.js';
import { keep } from './installation.js';
import { readWords } from './words.js';

export const login: Command = {
  summary: 'signs in at an installation and keeps a token for the other commands',
  usage: [
    'Usage: arbiter login URL [--user NAME] [--token TOKEN]',
    '',
    '--token  one that you have made on the page of your account; without it, your password is asked for and a token is made',
    '',
    'A password can also come from ARBITER_PASSWORD. What is kept lies in ~/.config/arbiter/login.json, readable by you alone;',
    'ARBITER_URL and ARBITER_TOKEN take its place where they are set.',
  ].join('\n'),
  async run(words) {
    const { values, named } = readWords(words, { user: { type: 'string' }, token: { type: 'string' } }, [1, 1]);
    const url = named[0]!.replace(/\/$/, '');
    const token = values.token ?? (await tokenByPassword(url, values.user));
    const { username, role } = await new Api(url, { token }).call('getMe');
    console.log(`Logged in at ${url} as ${username} (${role}). Kept in ${await keep({ url, token })}`);
    return 0;
  },
};

async function tokenByPassword(url: string, user: string | undefined): Promise<string> {
  const username = user ?? (await ask('Username: ', true));
  const password = process.env['ARBITER_PASSWORD'] ?? (await ask('Password: ', false));
  return Api.tokenBySignIn(url, username, password, 'arbiter command line');
}

/** `seen`: what is typed is shown. */
async function ask(question: string, seen: boolean): Promise<string> {
  process.stderr.write(question);
  const output = seen ? process.stderr : new Writable({ write: (_chunk, _encoding, done) => done() });
  const lines = createInterface({ input: process.stdin, output, terminal: process.stdin.isTTY });
  const answer = await lines.question('');
  lines.close();
  if (!seen) process.stderr.write('\n');
  return answer;
}
