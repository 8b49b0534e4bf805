/** Packages of Debian and Ubuntu. */
import { existsSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';
import { collect, type Finished } from '../support/processes.js';
import { Refusal, step, warn, type Step } from '../support/progress.js';

const LOCK_WAIT_MS = 10 * 60_000;
const LOCKED = /Could not get lock|Unable to acquire the dpkg frontend lock|is another process using it/;
const NO_NETWORK = /Temporary failure resolving|Could not resolve|Could not connect|Unable to connect|Connection failed|Network is unreachable/;

export interface AptPackage {
  name: string;
  /** What goes without it, as in "Java"; undefined: nothing goes without it. */
  optionalFor?: string;
}

export function hasApt(): boolean {
  return existsSync('/usr/bin/apt-get');
}

/**
 * Installs the packages, updating the lists only where a package is not known or no longer there to fetch.
 * @returns names of optional packages that this release does not have.
 * @throws Refusal
 */
export async function installPackages(packages: readonly AptPackage[]): Promise<string[]> {
  return await step('system packages', async (progress) => {
    progress.doing(packages.map(({ name }) => name).join(' '));
    let updated = false;
    if ((await unknownOf(packages)).length > 0) {
      await update(progress);
      updated = true;
    }
    const unknown = await unknownOf(packages);
    const needed = unknown.filter(({ optionalFor }) => optionalFor === undefined);
    if (needed.length > 0) throw new Refusal(`This system has no package ${needed.map(({ name }) => name).join(', ')}.`, 'Check /etc/apt/sources.list (on Ubuntu, "universe" must be on), then: sudo apt-get update');
    for (const { name, optionalFor } of unknown) warn(`This release has no package ${name}; ${optionalFor} will not be offered.`);

    const names = packages.filter((item) => !unknown.includes(item)).map(({ name }) => name);
    if (names.length === 0) return unknown.map(({ name }) => name);
    let result = await apt(['install', '--yes', '--no-install-recommends', ...names], progress);
    if (result.code !== 0 && !updated) {
      await update(progress);
      result = await apt(['install', '--yes', '--no-install-recommends', ...names], progress);
    }
    if (result.code !== 0) throw aptRefusal(`apt-get install ${names.join(' ')}`, result);
    progress.note(names.join(' '));
    return unknown.map(({ name }) => name);
  });
}

async function unknownOf(packages: readonly AptPackage[]): Promise<AptPackage[]> {
  const { output } = await collect('apt-cache', ['policy', ...packages.map(({ name }) => name)], { env: aptEnvironment() });
  const known = new Set([...output.matchAll(/^(\S+):\n\s+Installed: .*\n\s+Candidate: (?!\(none\))/gm)].map((match) => match[1]!.replace(/:\w+$/, '')));
  return packages.filter(({ name }) => !known.has(name));
}

async function update(progress: Step): Promise<void> {
  const result = await apt(['update'], progress);
  // apt-get update exits 0 when a mirror was not reached; then the install says so.
  if (result.code !== 0) throw aptRefusal('apt-get update', result);
}

/** Waits while another apt or dpkg holds a lock: unattended upgrades do so for minutes after boot. */
async function apt(args: readonly string[], progress: Step): Promise<Finished> {
  const giveUp = Date.now() + LOCK_WAIT_MS;
  for (;;) {
    const result = await collect('apt-get', ['-o', 'DPkg::Lock::Timeout=60', '-o', 'Dpkg::Use-Pty=0', ...args], { env: aptEnvironment(), onLine: (line) => progress.doing(line.slice(0, 100)) });
    if (result.code === 0 || !LOCKED.test(result.output) || Date.now() > giveUp) return result;
    const holder = /held by process (\d+ \([^)]*\))/.exec(result.output)?.[1];
    progress.doing(`waiting for another package manager${holder ? `, process ${holder}` : ''}`);
    await sleep(2_000);
  }
}

function aptEnvironment(): NodeJS.ProcessEnv {
  return { ...process.env, DEBIAN_FRONTEND: 'noninteractive', LC_ALL: 'C', NEEDRESTART_MODE: 'a' };
}

function aptRefusal(command: string, { output }: Finished): Refusal {
  const errors = output.split('\n').filter((line) => /^(E:|Err:)/.test(line)).slice(0, 5);
  if (NO_NETWORK.test(output)) return new Refusal(`${command} failed: the package mirror is not reachable.`, ...errors, 'Connect the machine to its mirror (or set a proxy in /etc/apt/apt.conf.d), then run the command again.');
  return new Refusal(`${command} failed.`, ...errors, 'Run it by hand to see all of its output, then run this command again.');
}
