/**
 * Dear work that many ask for at once: one at a time of each name, and whoever asks while it is done shares the next one, which begins
 * after they have asked. So everybody gets what was true when they asked or later, and it is never done for each.
 */
export class SharedWork<T> {
  private readonly running = new Map<string, { now: Promise<T>; next: Promise<T> | null }>();

  do(name: string, work: () => Promise<T>): Promise<T> {
    const running = this.running.get(name);
    if (running === undefined) return this.start(name, work);
    running.next ??= running.now.then(() => this.start(name, work), () => this.start(name, work));
    return running.next;
  }

  private start(name: string, work: () => Promise<T>): Promise<T> {
    const entry = { now: work(), next: null };
    this.running.set(name, entry);
    const end = () => {
      // Where somebody waits for the next one, it takes this place.
      if (this.running.get(name) === entry && entry.next === null) this.running.delete(name);
    };
    entry.now.then(end, end);
    return entry.now;
  }
}
