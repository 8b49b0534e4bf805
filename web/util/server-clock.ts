/** The server's clock, by which contests begin and end, whatever the clock of this machine says. Milliseconds. */
let ahead = 0;

/** From an answer that tells what time it is there: late by the way that the answer took, so that nothing is shown before its time. */
export function noteServerTime(now: string): void {
  ahead = Date.parse(now) - Date.now();
}

export const serverNow = (): number => Date.now() + ahead;
