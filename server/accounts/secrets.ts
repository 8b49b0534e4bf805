/** Passwords, and the opaque secrets of sessions and tokens. Of the latter only the SHA-256 is stored. */
import { createHash, randomBytes } from 'node:crypto';
import { hash, verify } from '@node-rs/argon2';

/** OWASP's least for argon2id: 19 MiB, two passes, one lane. https://cheatsheetseries.owasp.org */
const ARGON2ID = { algorithm: 2, memoryCost: 19 * 1024, timeCost: 2, parallelism: 1 } as const;

export async function hashPassword(password: string): Promise<string> {
  return hash(password.normalize('NFKC'), ARGON2ID);
}

let nobodys: Promise<string> | undefined;

/** Takes as long for an account that is not there, so that nobody learns which are. */
export async function isPassword(password: string, passwordHash: string | undefined): Promise<boolean> {
  nobodys ??= hashPassword(randomBytes(16).toString('hex'));
  const right = await verify(passwordHash ?? (await nobodys), password.normalize('NFKC')).catch(() => false);
  return right && passwordHash !== undefined;
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
