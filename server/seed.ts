/** What a new installation begins with: the first account, and the problems that come with Arbiter. */
import { createHash, randomUUID } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { mkdtemp, readFile, readdir, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, relative } from 'node:path';
import { zipSync, type Zippable } from 'fflate';
import { insertAccount, selectOptionalAccountByLogin } from '#database/accounts.js';
import { close, connect } from '#database/connect.js';
import { selectOptionalProblem } from '#database/problems.js';
import { pino } from 'pino';
import { makePassword, hashPassword } from './accounts/secrets.js';
import { readServerConfig } from './config.js';
import { importPackage } from './problems/import-package.js';
import type { Services } from './services.js';
