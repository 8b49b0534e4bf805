/** Environment → typed configuration, or an error that names the variable. The only reader of the environment in server/. */
import { isIP } from 'node:net';
import { resolve } from 'node:path';
import { z } from 'zod';

const switchSchema = z.enum(['open', 'closed']);

const environmentSchema = z.object({
  PORT: z.coerce.number().int().min(0).max(65535).default(3000),
  HOST: z.string().min(1).default('127.0.0.1'),
  DATABASE_URL: z.string().min(1).optional(),
  ARBITER_DATA: z.string().min(1).default('.arbiter'),
  ARBITER_PUBLIC_URL: z.url({ protocol: /^https?$/ }).optional(),
  ARBITER_REGISTRATION: switchSchema.default('open'),
  ARBITER_PACKAGE_LIMIT_MIB: z.coerce.number().int().min(1).max(65536).default(1024),
  ARBITER_TRUST_PROXY: z
    .string()
    .refine(isProxyList, 'Use a number of proxies, or addresses, networks and the words loopback, linklocal, uniquelocal, separated by commas')
    .transform((text) => (/^\d+$/.test(text) ? Number(text) : text))
    .default('loopback'),
  ARBITER_WEB: z.string().min(1).optional(),
  ARBITER_LOG_LEVEL: z.enum(['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent']).default('info'),
});

export interface ServerConfig {
  port: number;
  host: string;
  databaseUrl: string | undefined;
  /** Folder for uploads in flight and the like; absolute. */
  dataFolder: string;
  /** Origin under which people reach the server, behind a proxy; undefined: that of each request's Host header. */
  publicUrl: string | undefined;
  registration: 'open' | 'closed';
  /** Largest accepted package, in bytes. */
  packageLimitBytes: number;
  /** What Express's "trust proxy" takes: whose X-Forwarded-* headers are believed. */
  trustProxy: string | number;
  /** Folder of the web build; undefined: no web pages are served. */
  webFolder: string | undefined;
  logLevel: string;
  /** Factor on all rate limits; 0 turns them off. */
  rateLimitFactor: number;
  /** Check answers against the contract: for tests, where a wrong answer shall fail. */
  checkResponses: boolean;
}

/** @throws Error that names the variable and what is wrong with it. */
export function readServerConfig(environment: NodeJS.ProcessEnv): ServerConfig {
  const given = Object.fromEntries(Object.entries(environment).filter(([, value]) => value !== ''));
  const read = environmentSchema.safeParse(given);
  if (!read.success) {
    throw new Error(read.error.issues.map((issue) => `${issue.path.join('.')}: ${issue.message}`).join('\n'));
  }
  const values = read.data;
  return {
    port: values.PORT,
    host: values.HOST,
    databaseUrl: values.DATABASE_URL,
    dataFolder: resolve(values.ARBITER_DATA),
    publicUrl: values.ARBITER_PUBLIC_URL,
    registration: values.ARBITER_REGISTRATION,
    packageLimitBytes: values.ARBITER_PACKAGE_LIMIT_MIB * 1024 * 1024,
    trustProxy: values.ARBITER_TRUST_PROXY,
    webFolder: values.ARBITER_WEB === undefined ? undefined : resolve(values.ARBITER_WEB),
    logLevel: values.ARBITER_LOG_LEVEL,
    rateLimitFactor: 1,
    checkResponses: false,
  };
}

/** What Express's "trust proxy" understands; it throws at anything else, without a word of where that came from. */
function isProxyList(text: string): boolean {
  if (/^\d{1,2}$/.test(text)) return true;
  return text.split(/ *, */).every((each) => /^(loopback|linklocal|uniquelocal)$/.test(each) || (/^[^/]+(\/\d{1,3})?$/.test(each) && isIP(each.split('/')[0] ?? '') !== 0));
}
