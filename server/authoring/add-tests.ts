/** Tests from a zip of pairs: x.in with x.ans (or x.out), wherever in it they lie. */
import { mkdtemp, rm } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import type { AuthoredContent, AuthoredFile, ContentOf } from '#contract/authoring.js';
import { changeParts, keepBlobs, newPart, selectParts, type NewPart } from '#database/authoring.js';
import { BlobBatch } from '#database/blob-batch.js';
import { inTransaction } from '#database/connect.js';
import { Findings } from '#judge/packages/findings.js';
import { PackageTree, type TreeNode } from '#judge/packages/tree.js';
import { UNPACK_LIMITS, unpackZip } from '#judge/packages/unpack.js';
import type { Caller } from '../http/caller.js';
import { ApiError } from '../http/errors.js';
import type { Services } from '../services.js';
import { authorOf } from './access.js';
import { byText } from './arrange.js';
import { orderWith, refuseMoreThanMost } from './check-change.js';

interface Wanted {
  authoredId: string;
  caller: Caller;
  zipPath: string;
  group: string | undefined;
}

export async function addTests({ db }: Pick<Services, 'db'>, { authoredId, caller, zipPath, group }: Wanted): Promise<{ added: string[]; ignored: string[] }> {
  const batch = new BlobBatch(db);
  const { pairs, ignored } = await readPairs(zipPath, {
    // Before thousands of files are stored for nothing.
    found: async (count) => refuseMoreThanMost((await selectParts(db, authoredId)).length + count),
    store: (node) => batch.add(node.absolute),
  });
  await batch.flush();
  if (pairs.length === 0) throw new ApiError('validation-failed', 'The archive has no pair of files with the same name that end with .in and .ans.', [{ path: 'archive', message: 'There are no .in and .ans files' }]);
  const added = pairs.map(({ name, input, answer }) => newPart(testOf(name, input, answer)));
  await keepBlobs(db, authoredId, [...new Set(pairs.flatMap(({ input, answer }) => [input.hash, answer.hash]))]);
  await inTransaction(db, async (tx) => {
    const parts = await selectParts(tx, authoredId, undefined);
    refuseMoreThanMost(parts.length + added.length);
    const order = parts.find(({ kind }) => kind === 'order')!;
    const after = added.reduce((known, { id }) => orderWith(known, { id, kind: 'test', group, at: undefined }), order.content as ContentOf<'order'>);
    const changes: (NewPart & { basedOn?: number })[] = [...added, { id: order.id, content: after as AuthoredContent, basedOn: order.revision }];
    if ((await changeParts(tx, { authoredId, author: authorOf(caller), changes })) === null) throw new ApiError('conflict', 'Another has changed the order meanwhile. Try again.');
  });
  return { added: added.map(({ id }) => id), ignored };
}

function testOf(name: string, input: AuthoredFile, answer: AuthoredFile): AuthoredContent {
  return {
    kind: 'test', name: name === '' ? null : name, input: { from: 'file', file: input }, answer: { from: 'file', file: answer }, description: null, hint: null, fullFeedback: null,
    args: null, validatorArgs: null, inputValidatorArgs: null, limits: null, extras: {}, files: [],
  };
}

interface Pair {
  name: string;
  input: AuthoredFile;
  answer: AuthoredFile;
}

async function readPairs(zipPath: string, { found, store }: { found: (count: number) => Promise<void>; store: (node: TreeNode) => Promise<AuthoredFile> }): Promise<{ pairs: Pair[]; ignored: string[] }> {
  const folder = await mkdtemp(join(dirname(zipPath), 'tests-'));
  try {
    const findings = new Findings();
    await unpackZip(zipPath, folder, findings, UNPACK_LIMITS);
    const tree = findings.hasFaults ? null : await PackageTree.read(folder, findings);
    if (tree === null || findings.hasFaults) {
      throw new ApiError('validation-failed', 'The archive cannot be read.', findings.list().filter(({ severity }) => severity === 'fault').map(({ path, message }) => ({ path: path === '' ? 'archive' : path, message })));
    }
    const files = tree.filesUnder('').sort((a, b) => byText(a.path, b.path));
    const used = new Set<string>();
    const nodes: { name: string; input: TreeNode; answer: TreeNode }[] = [];
    for (const node of files.filter(({ name }) => name.endsWith('.in'))) {
      const base = node.path.slice(0, -'.in'.length);
      const answer = tree.file(`${base}.ans`) ?? tree.file(`${base}.out`) ?? tree.file(`${base}.a`);
      if (!answer) continue;
      used.add(node.path).add(answer.path);
      nodes.push({ name: nameOf(base), input: node, answer });
    }
    await found(nodes.length);
    const pairs: Pair[] = [];
    for (const { name, input, answer } of nodes) pairs.push({ name, input: await store(input), answer: await store(answer) });
    return { pairs, ignored: files.map(({ path }) => path).filter((path) => !used.has(path)).slice(0, 200) };
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

/** Such as the format allows; empty where nothing of it would do. */
function nameOf(base: string): string {
  const name = base.slice(base.lastIndexOf('/') + 1).replace(/[^a-zA-Z0-9_.+-]+/g, '-').replace(/^[^a-zA-Z0-9_]+/, '').slice(0, 100);
  return name;
}
