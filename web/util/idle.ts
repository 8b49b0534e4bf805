/** Resolves when the browser has nothing better to do, and at the latest after so many milliseconds; where it cannot tell, at once. */
export const idle = (latestMs: number): Promise<void> => new Promise((resolve) => ('requestIdleCallback' in globalThis ? requestIdleCallback(() => resolve(), { timeout: latestMs }) : resolve()));
