/** arbiter users: accounts, for administrators. */
import { randomInt } from 'node:crypto';
import { UsageError, type Command } from './command.js';
import { installation } from './installation.js';
import { readWords } from './words.js';

const LETTERS = 'abcdefghjkmnpqrstuvwxyz23456789';
const password = (): string => Array.from({ length: 4 }, () => Array.from({ length: 4 }, () => LETTERS[randomInt(LETTERS.length)]).join('')).join('-');

export const users: Command = {
  summary: 'makes accounts',
  usage: 'Usage: arbiter users add NAME --email E [--role student|instructor|admin] [--password P] [--json]\n\nWithout --password one is made up and shown once.',
  async run(words) {
    const { values, named } = readWords(words, { email: { type: 'string' }, role: { type: 'string' }, password: { type: 'string' }, json: { type: 'boolean' } }, [2, 2]);
    const [action, username] = named as [string, string];
    if (action !== 'add') throw new UsageError(`There is no "users ${action}".`);
    if (values.email === undefined) throw new UsageError('An account has an e-mail address: name it by --email.');
    const secret = values.password ?? password();
    const account = await (await installation()).call('createAccount', { body: { username, email: values.email, password: secret, ...(values.role === undefined ? {} : { role: values.role }) } });
    const shown = values.password === undefined ? { password: secret } : {};
    console.log(values.json ? JSON.stringify({ ...account, ...shown }) : `${account.username} (${account.role}) is made.${shown.password ? ` The password is ${shown.password}` : ''}`);
    return 0;
  },
};
