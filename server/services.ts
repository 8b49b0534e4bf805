/** What every feature is given. */
import type { Logger } from 'pino';
import type { Database } from '#database/connect.js';
import type { PasswordQueue } from './accounts/password-queue.js';
import type { ServerConfig } from './config.js';
import type { Boards } from './contests/boards.js';

export interface Services {
  db: Database;
  config: ServerConfig;
  log: Logger;
  boards: Boards;
  passwords: PasswordQueue;
}
