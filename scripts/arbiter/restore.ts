/** arbiter restore: a backup back, into an installation that is empty. */
import { createReadStream } from 'node:fs';
import { stat } from 'node:fs/promises';
import { resolve } from 'node:path';
import { BackupRefused } from '#database/backup-format.js';
import { restoreBackup } from '#database/restore.js';
import { withDatabase } from '../support/database.js';
import { Refusal, step } from '../support/progress.js';
import { megabytes } from './backup.js';
import type { Command } from './command.js';
import { readWords } from './words.js';

export const restore: Command = {
  summary: 'brings a backup back, into an empty installation',
  usage: [
    'Usage: arbiter restore FILE',
    '',
    'Brings back what "arbiter backup" wrote: all of it, or nothing where something is wrong. The installation is the one of',
    'this machine that ARBITER_DATA (.arbiter where it is not set) or DATABASE_URL names. It must be empty and must not run:',
    'restore before the first "npm start".',
  ].join('\n'),
  async run(words) {
    const { named } = readWords(words, {}, [1, 1]);
    const file = resolve(named[0] ?? '');
    const there = await stat(file).catch((error: unknown) => Promise.reject(new Refusal(`${file} cannot be read: ${error instanceof Error ? error.message : String(error)}`)));
    if (!there.isFile()) throw new Refusal(`${file} is no file.`);
    const createdAt = await step(`restore from ${file}`, async ({ note, doing }) => {
      try {
        const restored = await withDatabase({ alone: true }, (url) => restoreBackup(url, createReadStream(file), doing));
        note(`${restored.tables} tables, ${megabytes(restored.bytes)} of rows`);
        return restored.createdAt;
      } catch (error) {
        if (error instanceof BackupRefused) throw new Refusal(error.message, 'Nothing was restored. A new ARBITER_DATA names an empty installation.');
        throw error;
      }
    });
    console.log(`It is as it was at ${createdAt}.`);
    return 0;
  },
};
