/**
 * Many sockets that watch one contest, in a process of their own, so that they do not slow what is measured: told URL, contest and how many
 * on the command line. Says "ready" when all watch; on SIGTERM prints, for each message, up to which seq it goes and when the last socket
 * had it. Messages are not parsed but for their seqs: a thousand browsers have a processor each.
 */
import { EventEmitter } from 'node:events';
import { io } from 'socket.io-client';

const [url = '', contest = '', count = '0'] = process.argv.slice(2);
const sockets = Number(count);
const CONNECTING_AT_ONCE = 50;

interface Delivery {
  from: number;
  seq: number;
  reached: number;
  lastAtMs: number;
  bytes: number;
}
const deliveries = new Map<number, Delivery>();
const nowMs = () => performance.timeOrigin + performance.now();

class Encoder {
  encode({ type, id, data }: { type: number; id?: number; data?: unknown }): string[] {
    return [`${type}${id ?? ''}${data === undefined ? '' : JSON.stringify(data)}`];
  }
}

/** Of the protocol of Socket.IO only what a watcher hears: its connection, acknowledgements and events. */
class Decoder extends EventEmitter {
  add(text: string): void {
    if (text.startsWith('2["scoreboard:changed"')) {
      const [, from, seq] = /"from":(\d+),"seq":(\d+)/.exec(text.slice(0, 300)) ?? [];
      note(Number(from), Number(seq), text.length);
      return;
    }
    const [, type = '', id, rest = ''] = /^(\d)(\d+)?(.*)$/s.exec(text) ?? [];
    this.emit('decoded', { type: Number(type), nsp: '/', ...(id === undefined ? {} : { id: Number(id) }), data: rest === '' ? undefined : (JSON.parse(rest) as unknown) });
  }

  destroy(): void {
    this.removeAllListeners();
  }
}

function note(from: number, seq: number, bytes: number): void {
  const delivery = deliveries.get(seq) ?? { from, seq, reached: 0, lastAtMs: 0, bytes };
  delivery.reached++;
  delivery.lastAtMs = nowMs();
  deliveries.set(seq, delivery);
}

async function watch(): Promise<void> {
  const socket = io(url, { transports: ['websocket'], forceNew: true, reconnection: false, parser: { Encoder, Decoder } });
  await new Promise<void>((resolve, reject) => socket.once('connect', resolve).once('connect_error', reject));
  const answer: unknown = await socket.timeout(60_000).emitWithAck('watch', { kind: 'contest', id: contest });
  if (JSON.stringify(answer) !== '{"ok":true}') throw new Error(`A watch was refused: ${JSON.stringify(answer)}`);
}

for (let at = 0; at < sockets; at += CONNECTING_AT_ONCE) await Promise.all(Array.from({ length: Math.min(CONNECTING_AT_ONCE, sockets - at) }, watch));
process.on('SIGTERM', () => {
  process.stdout.write(`${JSON.stringify([...deliveries.values()])}\n`, () => process.exit(0));
});
console.log('ready');
