/**
 * The two registries of packages, and the only way to them: GET over HTTPS, from the origins that are named here and no other,
 * whatever a page of the registry or a redirect says.
 */
import { request as requestHttp, type IncomingMessage } from 'node:http';
import { request as requestHttps } from 'node:https';

export interface Registry {
  /** Address of its index, without credentials and the slash at its end. */
  url: string;
  /** Value of the Authorization header for the index; null: none. No jail gets to see it. */
  authorization: string | null;
  /** Origins that may be asked. */
  origins: readonly string[];
}

/** Where PyPI, and most of its mirrors, keep the files that the index names. */
const PYPI_FILES = 'https://files.pythonhosted.org';
const IDLE_MS = 30_000;
const MOST_REDIRECTS = 4;

export interface Registries {
  pypi: Registry;
  npm: Registry;
}

/** @throws Error where one is no address of a registry */
export function registriesOf(addresses: { pypi: string; npm: string }): Registries {
  const pypi = registryOf(addresses.pypi);
  return { pypi: { ...pypi, origins: [...pypi.origins, PYPI_FILES] }, npm: registryOf(addresses.npm) };
}

function registryOf(address: string): Registry {
  const url = new URL(address);
  if (url.protocol !== 'https:' && url.protocol !== 'http:') throw new Error(`${address} is no address of a registry: it must begin with https://`);
  const { username, password } = url;
  url.username = url.password = '';
  const authorization = username === '' ? null : `Basic ${Buffer.from(`${decodeURIComponent(username)}:${decodeURIComponent(password)}`).toString('base64')}`;
  return { url: url.href.replace(/\/+$/, ''), authorization, origins: [url.origin] };
}

/** It cannot be reached, or answers as no registry does. The words are for whoever imports a package. */
export class RegistryFailure extends Error {
  override readonly name = 'RegistryFailure';
}

/** The answer, whatever its status; redirects are followed. Whoever gets it reads or destroys it. @throws RegistryFailure */
export async function get(registry: Registry, address: string, headers: Readonly<Record<string, string>>, signal: AbortSignal): Promise<IncomingMessage> {
  let url = parse(address);
  for (let redirects = 0; redirects <= MOST_REDIRECTS; redirects++) {
    if (!registry.origins.includes(url.origin)) throw new RegistryFailure(`${url.origin} is not ${registry.url}, and is not asked.`);
    const answer = await getOnce(registry, url, headers, signal);
    const { statusCode = 0, headers: { location } } = answer;
    if (statusCode < 300 || statusCode > 399 || location === undefined) return answer;
    answer.destroy();
    url = parse(location, url);
  }
  throw new RegistryFailure(`${registry.url} redirects again and again.`);
}

function parse(address: string, base?: URL): URL {
  try {
    return new URL(address, base);
  } catch {
    throw new RegistryFailure(`"${address.slice(0, 200)}" is no address.`);
  }
}

function getOnce(registry: Registry, url: URL, headers: Readonly<Record<string, string>>, signal: AbortSignal): Promise<IncomingMessage> {
  const request = url.protocol === 'https:' ? requestHttps : requestHttp;
  const authorization = registry.authorization !== null && url.origin === registry.origins[0] ? { authorization: registry.authorization } : {};
  return new Promise((resolve, reject) => {
    const sent = request(url, { headers: { ...headers, ...authorization, 'user-agent': 'arbiter' }, signal });
    sent.setTimeout(IDLE_MS, () => sent.destroy(new Error(`nothing came for ${IDLE_MS / 1000} s`)));
    sent.once('response', resolve);
    sent.on('error', (error) => reject(signal.aborted ? error : new RegistryFailure(`${url.origin} cannot be reached: ${error.message}.`)));
    sent.end();
  });
}
