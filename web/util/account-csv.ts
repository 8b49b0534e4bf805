/** Accounts as a spreadsheet writes them: username, e-mail address, role, password; the last two may be missing. Pure. */
import type { Role } from '#contract/account.js';
import { ROLES } from './roles.js';

export interface NewAccountLine {
  /** 1-based. */
  line: number;
  username: string;
  email: string;
  role: Role;
  /** Undefined: to be made up. */
  password: string | undefined;
}
export interface LineFault {
  line: number;
  why: 'columns' | 'role' | 'twice';
  text: string;
}

/** Commas, semicolons or tabs between columns, quotes as RFC 4180 has them; a first line of column names is passed over. */
export function readAccounts(text: string): { accounts: NewAccountLine[]; faults: LineFault[] } {
  const accounts: NewAccountLine[] = [];
  const faults: LineFault[] = [];
  const seen = new Set<string>();
  for (const [at, raw] of text.replace(/^\uFEFF/, '').split(/\r?\n/).entries()) {
    const line = at + 1;
    if (raw.trim() === '' || (accounts.length + faults.length === 0 && /^"?(?:user|login|name)/i.test(raw) && !raw.includes('@'))) continue;
    const [username = '', email = '', role = '', password = '', ...rest] = columnsOf(raw);
    if (username === '' || !email.includes('@') || rest.some((each) => each !== '')) faults.push({ line, why: 'columns', text: raw });
    else if (role !== '' && !isRole(role.toLowerCase())) faults.push({ line, why: 'role', text: role });
    else if (seen.has(username.toLowerCase())) faults.push({ line, why: 'twice', text: username });
    else {
      seen.add(username.toLowerCase());
      const wanted = role.toLowerCase();
      accounts.push({ line, username, email, role: isRole(wanted) ? wanted : 'student', password: password || undefined });
    }
  }
  return { accounts, faults };
}

/** One line for each, as readAccounts reads it. What a spreadsheet would take for a formula is made text. */
export function writeAccounts(accounts: readonly { username: string; email: string; role: string; password: string }[]): string {
  return ['username,email,role,password', ...accounts.map(({ username, email, role, password }) => [username, email, role, password].map(cell).join(','))].join('\r\n') + '\r\n';
}

/** What was made up for accounts that are there already. */
export function writePasswords(accounts: readonly { username: string; password: string }[]): string {
  return ['username,password', ...accounts.map(({ username, password }) => [username, password].map(cell).join(','))].join('\r\n') + '\r\n';
}

function cell(text: string): string {
  const plain = /^[=+@\t-]/.test(text) ? `'${text}` : text;
  return /[",;\t\n]/.test(plain) ? `"${plain.replaceAll('"', '""')}"` : plain;
}

const isRole = (word: string): word is Role => ROLES.some((role) => role === word);

function columnsOf(line: string): string[] {
  // No username has one of them, so the first is what separates.
  const separator = /[,;\t]/.exec(line)?.[0] ?? ',';
  const columns: string[] = [];
  let column = '';
  let quoted = false;
  for (let at = 0; at < line.length; at++) {
    const character = line[at]!;
    if (quoted && character === '"' && line[at + 1] === '"') column += line[++at];
    else if (character === '"') quoted = !quoted;
    else if (character === separator && !quoted) {
      columns.push(column.trim());
      column = '';
    } else column += character;
  }
  return [...columns, column.trim()];
}
