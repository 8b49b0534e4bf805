import { zipSync, type Zippable } from 'fflate';
import { expect, it, describe } from 'vitest';
import { faultsAt, LEGACY, readZip, sound } from './package-trees.js';

const LINK = 0o120777 << 16;

function zipOf(more: Zippable = {}, prefix = ''): Uint8Array {
  const files: Zippable = {};
  for (const [path, content] of Object.entries(LEGACY)) files[prefix + path] = Buffer.from(content as string);
  return zipSync({ ...files, ...more }, { level: 6 });
}

const link = (target: string): Zippable[string] => [Buffer.from(target), { os: 3, attrs: LINK }];

/** The archive with one text put for another of the same length, as fflate writes no such archives itself. */
function forged(zip: Uint8Array, from: string, to: string): Uint8Array {
  return Buffer.from(Buffer.from(zip).toString('latin1').replaceAll(from, to), 'latin1');
}

/** An archive of many empty files, which takes fflate minutes. */
function emptyEntries(count: number): Buffer {
  const parts: Buffer[] = [];
  for (let index = 0; index < count; index += 1) {
    const name = Buffer.from(`data/secret/${index}`);
    const header = Buffer.alloc(46);
    header.write('PK\x01\x02', 'latin1');
    header.writeUInt16LE(name.length, 28);
    parts.push(header, name);
  }
  const directory = Buffer.concat(parts);
  // More than 65,535 entries need the zip64 records at the end.
  const end64 = Buffer.alloc(56);
  end64.write('PK\x06\x06', 'latin1');
  end64.writeBigUInt64LE(44n, 4);
  end64.writeBigUInt64LE(BigInt(count), 24);
  end64.writeBigUInt64LE(BigInt(count), 32);
  end64.writeBigUInt64LE(BigInt(directory.length), 40);
  const locator = Buffer.alloc(20);
  locator.write('PK\x06\x07', 'latin1');
  locator.writeBigUInt64LE(BigInt(directory.length), 8);
  locator.writeUInt32LE(1, 16);
  const end = Buffer.alloc(22, 0xff);
  end.write('PK\x05\x06', 'latin1');
  end.writeUInt32LE(0, 4);
  end.writeUInt16LE(0, 20);
  return Buffer.concat([directory, end64, locator, end]);
}

describe('a zip file', () => {
  it('may have the package at its top or in its only folder, which names it', async () => {
    expect((await readZip(zipOf())).suggestedSlug).toBe('some-problem');
    const inside = await readZip(zipOf({ '__MACOSX/My Sums/._x': Buffer.from('x') }, 'My Sums/'));
    expect(sound(inside).tests).toHaveLength(1);
    expect(inside.suggestedSlug).toBe('my-sums');
  });

  it('may have links inside the package', async () => {
    const read = await readZip(zipOf({ 'data/sample/1.in': link('../secret/1.in'), 'data/sample/1.ans': link('../secret/1.ans') }));
    expect(sound(read).tests.map((test) => test.input.size)).toEqual([4, 4]);
  });

  const refused: [string, Uint8Array, string[]][] = [
    ['that is none', Buffer.from('hello'), ['']],
    ['that is cut short', zipOf().slice(0, 300), ['']],
    ['with paths that leave it', zipOf({ '../evil': Buffer.from('x'), 'a/../../evil': Buffer.from('x') }), ['../evil', 'a/../../evil']],
    ['with absolute paths', zipOf({ '/etc/evil': Buffer.from('x'), 'C:/evil': Buffer.from('x') }), ['/etc/evil', 'C:/evil']],
    ['with backslashes', zipOf({ '..\\evil': Buffer.from('x') }), ['..\\evil']],
    ['with a link that leaves it', zipOf({ 'data/secret/2.in': link('../../../etc/passwd'), 'data/secret/2.ans': link('/etc/passwd') }), ['data/secret/2.ans', 'data/secret/2.in']],
    ['with links that leave it together', zipOf({ a: link('data/secret'), 'data/secret/up': link('../..'), b: link('a/up/../..') }), ['a/up', 'b', 'data/secret/up']],
    ['with a file below a link', zipOf({ a: link('data'), 'a/b': Buffer.from('x') }), ['a/b']],
    ['with a name twice', forged(zipOf({ 'data/secret/2.in': Buffer.from('x'), 'data/secret/3.in': Buffer.from('y') }), 'secret/3.in', 'secret/2.in'), ['data/secret/2.in']],
    ['with names that are not UTF-8', forged(zipOf({ 'data/secret/2zz.in': Buffer.from('x') }), '2zz.in', '2\xff\xfe.in'), ['data/secret/2��.in']],
    ['with a device', zipOf({ tty: [Buffer.from(''), { os: 3, attrs: 0o020666 << 16 }] }), ['tty']],
  ];
  it.each(refused)('is refused: one %s', async (_title, zip, expected) => {
    const read = await readZip(zip);
    expect(faultsAt(read)).toEqual(expect.arrayContaining(expected));
    expect(read.package).toBeNull();
    expect(read.stored.size).toBe(0);
  });

  it('is refused where it unpacks to more than may be', async () => {
    const zip = zipOf({ 'data/secret/big.in': Buffer.alloc(8 * 1024 * 1024) });
    expect((await readZip(zip, { bytes: 4 * 1024 * 1024, entries: 1000, ratio: 600 })).findings[0]?.message).toMatch(/^9 MiB when unpacked; at most 4 MiB/);
  });

  it('is refused where its entry is larger than its directory says', async () => {
    const zip = Buffer.from(zipOf({ 'data/secret/big.in': Buffer.alloc(1024 * 1024) }));
    // The sizes in the local header and in the directory, by their signatures.
    for (const [signature, offset] of [['PK\x03\x04', 22], ['PK\x01\x02', 24]] as const) {
      for (let at = zip.indexOf(signature); at >= 0; at = zip.indexOf(signature, at + 4)) if (zip.readUInt32LE(at + offset) === 1024 * 1024) zip.writeUInt32LE(16, at + offset);
    }
    expect((await readZip(zip)).findings[0]?.message).toMatch(/damaged/);
  });

  it('is refused with a wrong checksum', async () => {
    const zip = Buffer.from(zipSync({ 'problem.yaml': Buffer.from('name: Sums\n') }, { level: 0 }));
    zip[zip.indexOf('Sums')] = 'B'.charCodeAt(0);
    expect((await readZip(zip)).findings[0]).toMatchObject({ path: 'problem.yaml', message: expect.stringMatching(/checksum/) as string });
  });

  it('is refused with 100,000 entries, in little time', async () => {
    const zip = emptyEntries(100_000);
    const start = performance.now();
    expect((await readZip(zip)).findings).toEqual([{ severity: 'fault', path: '', message: '100000 entries; at most 50000 are read. Take out what the package does not need.' }]);
    expect(performance.now() - start).toBeLessThan(2000);
  });
});
