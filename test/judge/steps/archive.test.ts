/** Archives of the host's tar, as the judge gets them from a jail. */
import { execFileSync } from 'node:child_process';
import { chmodSync, chownSync, linkSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, utimesSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { buffer } from 'node:stream/consumers';
import { pack } from 'tar-stream';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { readArchive } from '#judge/steps/archive.js';

let folder: string;
beforeEach(() => void (folder = mkdtempSync('/tmp/archive-')));
afterEach(() => rmSync(folder, { recursive: true }));

const write = (name: string, content: string | Buffer = 'x') => writeFileSync(join(folder, name), content);
const packed = () => execFileSync('tar', ['--create', '--format=ustar', '--sort=name', `--directory=${folder}`, '--file=-', '.']);
const read = async () => (await readArchive(packed()))?.map(({ path, content }) => [path, content && content.toString('latin1')]);

describe('an archive', () => {
  it('is read as it was packed', async () => {
    const bytes = Buffer.from(Array.from({ length: 70_000 }, (_, at) => at % 251));
    write('program', bytes);
    chmodSync(join(folder, 'program'), 0o4700);
    utimesSync(join(folder, 'program'), 1_234_567_890, 1_234_567_890);
    mkdirSync(join(folder, 'empty'));
    chownSync(join(folder, 'empty'), 65534, 65534);
    write('empty-file', '');
    expect(await readArchive(packed())).toEqual([
      { path: 'empty', mode: 0o755, ofJail: false, modifiedSeconds: expect.any(Number), content: null },
      { path: 'empty-file', mode: 0o644, ofJail: true, modifiedSeconds: expect.any(Number), content: Buffer.alloc(0) },
      { path: 'program', mode: 0o700, ofJail: true, modifiedSeconds: 1_234_567_890, content: bytes },
    ]);
  });

  it('keeps strange names', async () => {
    const deep = `${'d'.repeat(90)}/${'e'.repeat(90)}`;
    mkdirSync(join(folder, deep), { recursive: true });
    const names = [`${deep}/f`, '-rf', 'a b\'"$(id)', 'ü\n#'];
    names.forEach((name) => write(name, name));
    expect(await read()).toEqual(expect.arrayContaining(names.map((name) => [name, Buffer.from(name).toString('latin1')])));
  });

  it('that was cut off anywhere is none', async () => {
    write('a', 'y'.repeat(1000));
    write('b');
    const whole = packed();
    const contents = 4 * 512 + 2 * 512; // folder, a and its two blocks, b and its block
    expect(await readArchive(whole.subarray(0, contents + 512))).toHaveLength(2);
    for (let length = 0; length < contents + 512; length += 32) expect([length, await readArchive(whole.subarray(0, length))]).toEqual([length, null]);
  });

  const refused: [what: string, make: () => void][] = [
    ['a symbolic link', () => symlinkSync('/etc/passwd', join(folder, 'link'))],
    ['a hard link', () => (write('a'), linkSync(join(folder, 'a'), join(folder, 'b')))],
    ['a pipe', () => execFileSync('mkfifo', [join(folder, 'pipe')])],
    ['a name that is no UTF-8', () => writeFileSync(Buffer.concat([Buffer.from(`${folder}/`), Buffer.from([0xff])]), '')],
  ];
  for (const [what, make] of refused) {
    it(`with ${what} is refused`, async () => {
      make();
      expect(await readArchive(packed())).toBe(null);
    });
  }

  it('with a name that leads out is refused', async () => {
    const named = (name: string) => {
      const archive = pack();
      archive.entry({ name }, 'x');
      archive.finalize();
      return buffer(archive);
    };
    expect(await readArchive(await named('ab/cd'))).toHaveLength(1);
    for (const name of ['../../x', '/etc/xyz', 'a//efghi', 'ab/../cd', 'abc/defg/..', 'abcdefgh/.']) expect([name, await readArchive(await named(name))]).toEqual([name, null]);
  });

  it('of which a header was changed is refused', async () => {
    write('abcdefgh');
    const archive = packed();
    archive.write('abcdefgx', archive.indexOf('./abcdefgh') + 2);
    expect(await readArchive(archive)).toBe(null);
  });
});
