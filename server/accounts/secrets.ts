/** Passwords, and the opaque secrets of sessions and tokens. Of the latter only the SHA-256 is stored. */
import { createHash, randomBytes } from 'node:crypto';
import { hash, verify } from '@node-rs/argon2';
import { isPendingPassword } from '#database/accounts.js';

/** OWASP's least for argon2id: 19 MiB, two passes, one lane. https://cheatsheetseries.owasp.org */
const ARGON2ID = { algorithm: 2, memoryCost: 19 * 1024, timeCost: 2, parallelism: 1 } as const;

export async function hashPassword(password: string): Promise<string> {
  return hash(password.normalize('NFKC'), ARGON2ID);
}

/** For passwords of `makePassword` alone, which nobody guesses at any price: a hundred bits need no slow hash. Its own text says what it is, and the first sign-in puts a usual one in its place. */
const OF_MADE_ONES = { ...ARGON2ID, memoryCost: 64, timeCost: 1 } as const;

export async function hashMadePassword(password: string): Promise<string> {
  return hash(password.normalize('NFKC'), OF_MADE_ONES);
}

/** Whether a hash costs less than those that are made now. */
export function isCheap(passwordHash: string): boolean {
  const [, memory, time] = /^\$argon2id\$v=\d+\$m=(\d+),t=(\d+),/.exec(passwordHash) ?? [];
  return Number(memory) < ARGON2ID.memoryCost || Number(time) < ARGON2ID.timeCost;
}

let nobodys: Promise<string> | undefined;

/** Takes as long for an account that is not there, or whose hash is a cheap one, so that nobody learns which are. */
export async function isPassword(password: string, passwordHash: string | undefined): Promise<boolean> {
  nobodys ??= hashPassword(randomBytes(16).toString('hex'));
  const known = passwordHash === undefined || isPendingPassword(passwordHash) ? undefined : passwordHash;
  const right = await verify(known ?? (await nobodys), password.normalize('NFKC')).catch(() => false);
  if (!right && known !== undefined && isCheap(known)) await verify(await nobodys, password.normalize('NFKC'));
  return right && known !== undefined;
}

/** 256 bits for a cookie or a bearer token, `prefix` telling people what it is. */
export function makeSecret(prefix: string): string {
  return `${prefix}${randomBytes(32).toString('base64url')}`;
}

export function hashSecret(secret: string): string {
  return createHash('sha256').update(secret).digest('hex');
}

/** 100 bits in letters that are not mistaken for one another. */
export function makePassword(): string {
  const letters = 'abcdefghijkmnpqrstuvwxyz23456789';
  return [...randomBytes(20)].map((byte) => letters[byte % letters.length]).join('').replace(/(.{5})(?=.)/g, '$1-');
}
