// @ts-check
/**
 * Loaded into a server or judge by `node --import`. At the step that the order file names it hurts a process: its own, one of its
 * jails, or another by its number. It is plain JavaScript, as dist/ is run without a loader.
 *
 *   ARBITER_FAULT_ORDER   file with one order, written by the harness (see order.ts); taken once
 *   ARBITER_FAULT_DONE    file to which a line of JSON is added for each order that was carried out, just before it hurts
 */
import { appendFileSync, readFileSync, readdirSync, unlinkSync } from 'node:fs';
import { subscribe } from 'node:diagnostics_channel';

const { ARBITER_FAULT_ORDER: orderFile, ARBITER_FAULT_DONE: doneFile } = process.env;

/** @param {unknown} message {step, judging?, attempt?} */
function onStep(message) {
  const { step, judging, attempt } = /** @type {{ step: string, judging?: string, attempt?: number }} */ (message);
  const order = readOrder();
  if (!order || order.step !== step || (attempt ?? 0) > order.mostAttempts || order.spare.includes(String(judging))) return;
  const victim = order.victim === 'self' ? process.pid : typeof order.victim === 'number' ? order.victim : jailProcess(order.victim);
  if (victim === undefined) return;
  try {
    unlinkSync(String(orderFile));
  } catch {
    return; // taken back this moment
  }
  try {
    process.kill(victim, 0);
  } catch {
    return; // it has ended by itself
  }
  appendFileSync(String(doneFile), `${JSON.stringify({ id: order.id, pid: victim, judging })}\n`);
  process.kill(victim, order.signal);
}

/** @returns {{ id: number, step: string, mostAttempts: number, spare: string[], victim: number | 'self' | 'nsjail' | 'launcher', signal: NodeJS.Signals } | undefined} */
function readOrder() {
  try {
    return JSON.parse(readFileSync(String(orderFile), 'utf8'));
  } catch {
    return undefined;
  }
}

/** @param {'nsjail' | 'launcher'} which */
function jailProcess(which) {
  const spawners = childrenOf(process.pid).filter((pid) => nameOf(pid).startsWith('launch-'));
  const nsjail = spawners.flatMap(childrenOf).find((pid) => nameOf(pid) === 'nsjail');
  if (nsjail === undefined || which === 'nsjail') return nsjail;
  return childrenOf(nsjail)[0];
}

/** @param {number} pid */
function nameOf(pid) {
  try {
    return readFileSync(`/proc/${pid}/comm`, 'utf8').trim();
  } catch {
    return '';
  }
}

/** In the order in which they were started. @param {number} parent */
function childrenOf(parent) {
  try {
    return readdirSync(`/proc/${parent}/task`)
      .flatMap((thread) => readFileSync(`/proc/${parent}/task/${thread}/children`, 'utf8').split(' '))
      .filter(Boolean)
      .map(Number);
  } catch {
    return [];
  }
}

if (orderFile && doneFile) for (const name of ['arbiter:judge:step', 'arbiter:server:step']) subscribe(name, onStep);
