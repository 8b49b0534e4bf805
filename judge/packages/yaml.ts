/**
 * YAML of a package, with the line of everything in it.
 *
 * Scalars are kept as they are written ("007", "1e-6", "yes") and turned into numbers and the like by the schema
 * of their file (fields.ts): the two formats and their tools disagree on YAML 1.1 and 1.2, and a name or a
 * validator argument must come out as its author wrote it. A key without a value counts as absent.
 */
import { LineCounter, isAlias, isMap, isPair, isScalar, isSeq, parseDocument, type Document, type Node } from 'yaml';
import type { z } from 'zod';
import type { Findings } from './findings.js';

/** Nodes after following aliases. A bomb has millions; real files have hundreds. */
const MAX_NODES = 20_000;
const MAX_DEPTH = 64;
export const MAX_YAML_BYTES = 256 * 1024;
/** A file that is no YAML at all has an error in every line. */
const MAX_ERRORS = 10;

type Plain = string | null | Plain[] | { [key: string]: Plain };

export interface YamlFile {
  path: string;
  /** Strings, arrays and objects. An empty file is an empty object. */
  value: Plain;
  /** 1-based line of the key (or item) at the path, or of the nearest thing above it that exists. */
  lineOf: (path: readonly PropertyKey[]) => number | undefined;
}

/** `keysTwice`: whether a key that is given twice is a fault. Elsewhere the last one counts, as in the tools that read old packages. */
export interface YamlRules {
  keysTwice: 'fault' | 'warning';
}

/** Parses text; faults go to `findings`, and null comes back if there are any. */
export function parseYaml(path: string, text: string, findings: Findings, { keysTwice }: YamlRules = { keysTwice: 'fault' }): YamlFile | null {
  const lines = new LineCounter();
  const document = parseDocument(text, { schema: 'failsafe', lineCounter: lines, prettyErrors: false, uniqueKeys: true });
  const lineAt = (offset: number) => lines.linePos(offset).line || undefined;
  const errors = document.errors.filter(({ code }) => keysTwice === 'fault' || code !== 'DUPLICATE_KEY');
  for (const error of errors.slice(0, MAX_ERRORS)) findings.fault(path, `Not valid YAML: ${error.message.replace(/\.?$/, '.')} Correct this line.`, lineAt(error.pos[0]));
  if (errors.length > 0) return null;
  for (const error of document.errors) findings.warn(path, 'This key is given twice; the last one counts. Take one out.', lineAt(error.pos[0]));
  try {
    const value = document.contents === null ? {} : new Converter(document).convert(document.contents, 0);
    return { path, value: value ?? {}, lineOf: (keys) => lineOfKey(document, keys, lineAt) };
  } catch (error) {
    if (!(error instanceof YamlTooLarge)) throw error;
    findings.fault(path, error.message);
    return null;
  }
}

/**
 * The file through a schema; every mismatch becomes a fault with its line. What is at fault is then taken out, so that
 * the rest can be read and its faults told as well. Null where nothing is left to be read.
 */
export function checkYaml<T>(file: YamlFile, schema: z.ZodType<T>, findings: Findings): T | null {
  const result = schema.safeParse(file.value);
  if (result.success) return result.data;
  for (const issue of result.error.issues) reportIssue(file, issue, findings);
  const rest = structuredClone(file.value);
  // Taking out a whole value can leave its key missing: a second round puts an empty text there.
  let { issues } = result.error;
  for (let round = 0; round < 3; round++) {
    for (const issue of issues) takeOut(rest, issue);
    const again = schema.safeParse(rest);
    if (again.success) return again.data;
    issues = again.error.issues;
  }
  return null;
}

/** A key that is missing becomes an empty text. */
function takeOut(value: Plain, issue: z.core.$ZodIssue): void {
  let holder: Plain | undefined = value;
  for (const step of issue.path.slice(0, -1)) holder = holder !== null && typeof holder === 'object' ? (holder as Record<PropertyKey, Plain>)[step] : undefined;
  const key = issue.path.at(-1);
  if (key === undefined || holder === undefined || holder === null || typeof holder !== 'object' || Array.isArray(holder)) return;
  if (Object.hasOwn(holder, key)) delete (holder as Record<PropertyKey, Plain>)[key];
  else Object.defineProperty(holder, key, { value: '', enumerable: true, configurable: true, writable: true });
}

function reportIssue(file: YamlFile, issue: z.core.$ZodIssue, findings: Findings): void {
  const where = issue.path.map(String).join('.');
  if (issue.code === 'unrecognized_keys') {
    for (const key of issue.keys) {
      const name = where ? `${where}.${key}` : key;
      findings.fault(file.path, `Unknown key "${name}". Remove it or correct its spelling.`, file.lineOf([...issue.path, key]));
    }
    return;
  }
  // Of a union, the branch that came furthest says best what is wrong.
  if (issue.code === 'invalid_union' && issue.errors.length > 0) {
    const branches = issue.errors.toSorted((a, b) => depth(b) - depth(a));
    if (depth(branches[0] ?? []) > 0) {
      for (const inner of branches[0] ?? []) reportIssue(file, { ...inner, path: [...issue.path, ...inner.path] }, findings);
      return;
    }
  }
  const missing = issue.code === 'invalid_type' && issue.message.includes('received undefined');
  const message = missing ? `Key "${where}" is missing. Add it.` : `${where ? `"${where}": ` : ''}${plainMessage(issue)}`;
  findings.fault(file.path, message, file.lineOf(issue.path));
}

function depth(issues: readonly z.core.$ZodIssue[]): number {
  return Math.max(0, ...issues.map((issue) => issue.path.length + (issue.code === 'unrecognized_keys' ? 1 : 0)));
}

function plainMessage(issue: z.core.$ZodIssue): string {
  if (issue.code === 'invalid_type') {
    const words: Record<string, string> = { string: 'a single value', object: 'a map', record: 'a map', array: 'a list' };
    return `must be ${words[issue.expected] ?? issue.expected}`;
  }
  if (issue.code === 'invalid_value') return `must be one of ${issue.values.map(String).join(', ')}`;
  return issue.message === 'Invalid input' ? 'has a form that this key cannot have' : issue.message;
}

class YamlTooLarge extends Error {
  override readonly name = 'YamlTooLarge';
}

/** Nodes into plain values, counting what aliases multiply. */
class Converter {
  readonly #document: Document.Parsed;
  #nodes = 0;

  constructor(document: Document.Parsed) {
    this.#document = document;
  }

  convert(node: unknown, level: number): Plain {
    this.#nodes += 1;
    if (this.#nodes > MAX_NODES || level > MAX_DEPTH) throw new YamlTooLarge(`More than ${MAX_NODES} values or ${MAX_DEPTH} levels. Write it without nested aliases.`);
    if (isAlias(node)) return this.convert(node.resolve(this.#document), level + 1);
    if (isSeq(node)) return node.items.map((item) => this.convert(item, level + 1));
    if (isMap(node)) return this.#map(node.items, level);
    return scalarText(node);
  }

  #map(items: readonly unknown[], level: number): Plain {
    const result: { [key: string]: Plain } = {};
    for (const pair of items) {
      if (!isPair(pair)) continue;
      const key = scalarText(pair.key) ?? '';
      const value = this.convert(pair.value, level + 1);
      if (key === '<<' && value !== null && typeof value === 'object' && !Array.isArray(value)) Object.assign(result, { ...value, ...result });
      // Not assignment: a key "__proto__" must stay an ordinary key.
      else if (value !== null) Object.defineProperty(result, key, { value, enumerable: true, configurable: true, writable: true });
    }
    return result;
  }
}

function scalarText(node: unknown): string | null {
  if (!isScalar(node)) return null;
  const text = String(node.value ?? '');
  const plain = node.type === undefined || node.type === 'PLAIN';
  return plain && /^(?:|~|null|Null|NULL)$/.test(text) ? null : text;
}

function lineOfKey(document: Document.Parsed, path: readonly PropertyKey[], lineAt: (offset: number) => number | undefined): number | undefined {
  let node: unknown = document.contents;
  let line: number | undefined;
  for (const step of path) {
    if (isAlias(node)) node = node.resolve(document);
    let next: unknown;
    if (isMap(node)) {
      const pair = node.items.find((item) => scalarText(item.key) === String(step));
      line = startOf(pair?.key, lineAt) ?? line;
      next = pair?.value;
    } else if (isSeq(node)) {
      next = node.items[Number(step)];
      line = startOf(next, lineAt) ?? line;
    }
    if (next === undefined) break;
    node = next;
  }
  return line;
}

function startOf(node: unknown, lineAt: (offset: number) => number | undefined): number | undefined {
  const range = (node as Node | undefined)?.range;
  return range ? lineAt(range[0]) : undefined;
}
