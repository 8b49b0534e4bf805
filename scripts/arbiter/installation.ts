/** Which installation the command line talks to, and as whom: from the environment, else as `arbiter login` has kept it. */
import { chmod, mkdir, readFile, writeFile } from 'node:fs/promises';
import { homedir } from 'node:os';
import { dirname, join } from 'node:path';
import { z } from 'zod';
import { Api } from '../support/api.js';
import { Refusal } from '../support/progress.js';

const keptSchema = z.object({ url: z.url(), token: z.string() });
export type Kept = z.infer<typeof keptSchema>;

const path = (): string => join(process.env['XDG_CONFIG_HOME'] ?? join(homedir(), '.config'), 'arbiter', 'login.json');

/** For its owner's eyes only. @returns where it is */
export async function keep(kept: Kept): Promise<string> {
  await mkdir(dirname(path()), { recursive: true, mode: 0o700 });
  await writeFile(path(), JSON.stringify(kept, null, 2), { mode: 0o600 });
  await chmod(path(), 0o600);
  return path();
}

/** @throws Refusal where nobody has logged in */
export async function installation(): Promise<Api> {
  const [url, token] = [process.env['ARBITER_URL'], process.env['ARBITER_TOKEN']];
  if (url && token) return new Api(url, { token });
  const text = await readFile(path(), 'utf8').catch(() => null);
  const kept = text === null ? null : keptSchema.safeParse(JSON.parse(text)).data;
  if (!kept) throw new Refusal('Nobody is logged in. Run: arbiter login URL (or set ARBITER_URL and ARBITER_TOKEN).');
  return new Api(url ?? kept.url, { token: token ?? kept.token });
}
