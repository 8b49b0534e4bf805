/** arbiter backup: a copy of the whole installation while it runs. */
import { createWriteStream, existsSync } from 'node:fs';
import { rename, rm, stat } from 'node:fs/promises';
import { resolve } from 'node:path';
import { writeBackup } from '#database/backup.js';
import { BackupRefused } from '#database/backup-format.js';
import { withDatabase } from '../support/database.js';
import { Refusal, step } from '../support/progress.js';
import type { Command } from './command.js';
import { readWords } from './words.js';

export const backup: Command = {
  summary: 'copies the whole installation into a file, while it runs',
  usage: [
    'Usage: arbiter backup FILE',
    '',
    'Writes accounts, problems with their packages, submissions and all else, as they stand at one moment, into one file.',
    'It is for its owner alone: what is secret here is in it. The installation is the one of this machine that ARBITER_DATA',
    '(.arbiter where it is not set) or DATABASE_URL names.',
  ].join('\n'),
  async run(words) {
    const { named } = readWords(words, {}, [1, 1]);
    const file = resolve(named[0] ?? '');
    if (existsSync(file)) throw new Refusal(`${file} is there already.`, 'Name another file, or remove it.');
    const unfinished = `${file}.unfinished`;
    await step(`backup into ${file}`, async ({ note, doing }) => {
      try {
        await rm(unfinished, { force: true });
        const { tables, bytes } = await withDatabase({ alone: false }, (url) => writeBackup(url, createWriteStream(unfinished, { mode: 0o600, flags: 'wx' }), doing));
        await rename(unfinished, file);
        note(`${tables} tables, ${megabytes(bytes)} of rows, ${megabytes((await stat(file)).size)} packed`);
      } catch (error) {
        await rm(unfinished, { force: true });
        throw error instanceof BackupRefused ? new Refusal(error.message) : error;
      }
    });
    return 0;
  },
};

export function megabytes(bytes: number): string {
  return `${(bytes / 1024 / 1024).toFixed(1)} MiB`;
}
