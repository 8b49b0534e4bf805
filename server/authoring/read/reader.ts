/** The files of an unpacked package, each taken over or left; those that are left are losses. */
import type { AuthoredFile } from '#contract/authoring.js';
import { Findings } from '#judge/packages/findings.js';
import { readYaml } from '#judge/packages/reading.js';
import type { PackageTree, TreeNode } from '#judge/packages/tree.js';

export interface Loss {
  /** In the package. */
  path: string;
  message: string;
}

export type Plain = string | null | Plain[] | { [key: string]: Plain };
export type PlainMap = { [key: string]: Plain };

const GOOD_NAME = /^[a-zA-Z0-9_][a-zA-Z0-9_.+-]{0,254}$/;

export class PackageReader {
  readonly losses: Loss[] = [];
  private readonly used = new Set<string>();
  private readonly stored = new Map<string, AuthoredFile>();

  constructor(
    readonly tree: PackageTree,
    private readonly store: (absolute: string) => Promise<AuthoredFile>,
  ) {
    // The format passes over them, and so does the importer.
    tree.filter((node) => GOOD_NAME.test(node.name));
  }

  lose(path: string, message: string): void {
    this.losses.push({ path, message });
  }

  /** The content of a file, kept. */
  async file(node: TreeNode): Promise<AuthoredFile> {
    this.used.add(node.path);
    const known = this.stored.get(node.absolute) ?? (await this.store(node.absolute));
    this.stored.set(node.absolute, known);
    return { hash: known.hash, size: known.size };
  }

  async optionalFile(path: string): Promise<AuthoredFile | null> {
    const node = this.tree.file(path);
    return node ? this.file(node) : null;
  }

  /** A YAML file that the importer has read without faults; empty where there is none. */
  async yaml(path: string): Promise<PlainMap> {
    const node = this.tree.file(path);
    if (!node) return {};
    this.used.add(path);
    const read = await readYaml(node, new Findings(), {}, { keysTwice: 'warning' });
    return (read?.value ?? {}) as PlainMap;
  }

  /** Something else has said what is in it. */
  use(path: string): void {
    this.used.add(path);
  }

  loseTheRest(): void {
    for (const { path } of this.tree.filesUnder('')) if (!this.used.has(path)) this.lose(path, 'Not taken over: the editor has no place for it.');
  }
}

export const listOf = (value: Plain | undefined): string[] => (value === undefined || value === null ? [] : Array.isArray(value) ? value.map(String) : String(value as string).split(/\s+/).filter(Boolean));
export const itemsOf = (value: Plain | undefined): Plain[] => (value === undefined || value === null ? [] : Array.isArray(value) ? value : [value]);
export const mapOf = (value: Plain | undefined): PlainMap => (value !== null && typeof value === 'object' && !Array.isArray(value) ? value : {});
export const textOf = (value: Plain | undefined): string | null => (typeof value === 'string' ? value : null);
export const numberOf = (value: Plain | undefined): number | null => (typeof value === 'string' ? Number(value) : null);
export const yesNoOf = (value: Plain | undefined): boolean | null => (typeof value === 'string' ? /^(?:true|yes|on)$/i.test(value) : null);
