import { defineConfig } from 'vitest/config';
import { messageMacros } from './scripts/build/message-macros.js';

/** One runner for every test. Files run one after another in each of two forks: the machine's cores are also the judge's slots. */
export default defineConfig({
  plugins: [messageMacros()],
  resolve: { conditions: ['source'] },
  ssr: { resolve: { conditions: ['source'], externalConditions: ['source'] } },
  test: {
    include: ['test/**/*.test.ts'],
    globalSetup: ['test/support/global-setup.ts'],
    environment: 'node',
    pool: 'forks',
    maxWorkers: 2,
    testTimeout: 30_000,
    hookTimeout: 120_000,
  },
});
