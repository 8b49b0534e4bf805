/** Work that must not overlap: one at a time of each name, in the order in which it was asked for. */
export class Turns {
  private readonly working = new Map<string, Promise<unknown>>();

  do<T>(name: string, work: () => Promise<T>): Promise<T> {
    const turn = (this.working.get(name) ?? Promise.resolve()).then(work, work);
    const settled = turn.then(() => undefined, () => undefined);
    this.working.set(name, settled);
    void settled.then(() => {
      if (this.working.get(name) === settled) this.working.delete(name);
    });
    return turn;
  }
}
