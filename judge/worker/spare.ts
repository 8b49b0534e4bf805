/** Slots may do something else while nothing waits to be judged; but not all of them, so that the next judging does not wait for it. */
export class Spare {
  private taken = 0;

  /** `most`: at once. */
  constructor(private readonly most: number) {}

  /** False where enough slots are at something else already; else as `act` answers. */
  async use(act: () => Promise<boolean>): Promise<boolean> {
    if (this.taken >= this.most) return false;
    this.taken++;
    try {
      return await act();
    } finally {
      this.taken--;
    }
  }
}
