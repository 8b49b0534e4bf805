const LOOK_EVERY_MS = 500;

/**
 * Resolves with the reason, once: a signal, or the end of the npm that started us. npm passes SIGTERM and
 * SIGINT on, but killed by SIGKILL it would leave us running unseen.
 */
export function stopRequested(environment: NodeJS.ProcessEnv): Promise<string> {
  return new Promise((resolve) => {
    // Kept for good: a second Ctrl-C (npm passes it on, and the terminal sends it too) must not cut the end short.
    for (const signal of ['SIGTERM', 'SIGINT', 'SIGHUP'] as const) process.on(signal, () => resolve(signal));
    if (environment['npm_lifecycle_event'] === undefined) return;
    const parent = process.ppid;
    const timer = setInterval(() => {
      if (process.ppid === parent) return;
      clearInterval(timer);
      resolve('npm is gone');
    }, LOOK_EVERY_MS);
    timer.unref();
  });
}
