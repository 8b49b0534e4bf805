import type { PackageFinding } from '#contract/package.js';

/** How many findings are listed; the rest is counted, so that a package of 100,000 broken tests stays readable. */
const LISTED = 500;

/** Everything that is wrong or doubtful about one package, collected while it is read. */
export class Findings {
  readonly #list: PackageFinding[] = [];
  #more = 0;
  #faults = 0;

  /** Refuses the package. `message` says what is wrong and what to do. */
  fault(path: string, message: string, line?: number): void {
    this.#faults += 1;
    this.#add('fault', path, message, line);
  }

  /** Says what is ignored or doubtful. */
  warn(path: string, message: string, line?: number): void {
    this.#add('warning', path, message, line);
  }

  get hasFaults(): boolean {
    return this.#faults > 0;
  }

  /** Faults first, each kind in order of path and line. */
  list(): PackageFinding[] {
    const rank = (finding: PackageFinding) => (finding.severity === 'fault' ? 0 : 1);
    const sorted = this.#list.toSorted(
      (a, b) => rank(a) - rank(b) || (a.path < b.path ? -1 : a.path > b.path ? 1 : 0) || (a.line ?? 0) - (b.line ?? 0),
    );
    if (this.#more > 0) {
      sorted.push({ severity: this.hasFaults ? 'fault' : 'warning', path: '', message: `${this.#more} more findings are not listed.` });
    }
    return sorted;
  }

  #add(severity: PackageFinding['severity'], path: string, message: string, line: number | undefined): void {
    if (this.#list.length < LISTED) {
      this.#list.push({ severity, path, message, ...(line === undefined ? {} : { line }) });
      return;
    }
    // A fault must never be crowded out by warnings.
    const warning = severity === 'fault' ? this.#list.findIndex((finding) => finding.severity === 'warning') : -1;
    if (warning >= 0) this.#list[warning] = { severity, path, message, ...(line === undefined ? {} : { line }) };
    this.#more += 1;
  }
}
