/**
 * Code of the app that is fetched when it is needed, through breaks of the network: it is asked for again until it comes,
 * instead of the page going under. Where the server answers and the code still does not come, there is a new version of
 * the app, and the router reloads the page.
 */

const AGAIN_MS = 3000;

interface World {
  /** Whether the server answers at all. */
  answers: () => Promise<boolean>;
  /** Until another try may be worth it. */
  pause: () => Promise<void>;
  /** Fetches what styles of the code did not come: importing it again does not. */
  restyle: () => Promise<void>;
}

export function patient<T>(load: () => Promise<T>, world: World = BROWSER): () => Promise<T> {
  return async () => {
    let refused = false;
    for (;;) {
      try {
        const code = await load();
        await world.restyle();
        return code;
      } catch (error) {
        // The first failure may be a break that is over already; the second, with a server that answers, is an answer.
        if (await world.answers()) {
          if (refused) throw error;
          refused = true;
        } else await world.pause();
      }
    }
  };
}

/** Those on their way are none of them, though they have no `sheet` either: whoever waits for one that is replaced waits for ever. */
const failedStyles = new Set<HTMLLinkElement>();
globalThis.document?.addEventListener('error', ({ target }) => target instanceof HTMLLinkElement && target.rel === 'stylesheet' && failedStyles.add(target), true);

const BROWSER: World = {
  answers: () => fetch('/healthz', { cache: 'no-store' }).then(({ ok }) => ok, () => false),
  pause: () =>
    new Promise((resolve) => {
      const done = () => {
        clearTimeout(timer);
        window.removeEventListener('online', done);
        resolve();
      };
      const timer = setTimeout(done, AGAIN_MS);
      window.addEventListener('online', done);
    }),
  async restyle() {
    const broken = [...failedStyles].filter((link) => link.isConnected);
    failedStyles.clear();
    await Promise.all(
      broken.map(
        (link) =>
          new Promise<void>((resolve, reject) => {
            const again = link.cloneNode() as HTMLLinkElement;
            again.onload = () => resolve();
            again.onerror = () => reject(new Error('A style sheet cannot be fetched'));
            link.replaceWith(again);
          }),
      ),
    );
  },
};
