import react from '@vitejs/plugin-react';
import { defineConfig, type Plugin } from 'vite';
import { lingui } from '@lingui/vite-plugin';
import { ENDPOINTS, type Endpoint } from './contract/endpoints.js';
import { messageMacros } from './scripts/build/message-macros.js';

/**
 * The browser needs of each endpoint its method and path only. This hands it those, read from the contract
 * while building, so that neither zod nor the schemas travel.
 */
function routesOfTheContract(): Plugin {
  const name = 'virtual:routes';
  return {
    name: 'routes-of-the-contract',
    resolveId: (id) => (id === name ? `\0${name}` : null),
    load(id) {
      if (id !== `\0${name}`) return null;
      const table: Record<string, Endpoint> = ENDPOINTS;
      const routes = Object.entries(table).map(([key, endpoint]) => [
        key,
        { method: endpoint.method.toUpperCase(), path: endpoint.path, ...(endpoint.upload ? { upload: endpoint.upload } : {}), ...(endpoint.idempotent ? { idempotent: true } : {}) },
      ]);
      return `export const ROUTES = ${JSON.stringify(Object.fromEntries(routes))};`;
    },
  };
}

const server = process.env['ARBITER_SERVER'] ?? 'http://localhost:3000';

export default defineConfig({
  root: 'web',
  plugins: [messageMacros(), react(), lingui({ failOnCompileError: true }), routesOfTheContract()],
  resolve: { conditions: ['source', 'module', 'browser', 'development|production'] },
  build: {
    outDir: '../dist/web', emptyOutDir: true, target: 'es2022', assetsInlineLimit: 0, modulePreload: { polyfill: false },
    // What every page needs comes in one file instead of two dozen small ones, and what several pages share in another:
    // fewer requests, of which browsers send six at a time, and less as gzip. What only authors or contests need is no part of it.
    rolldownOptions: { output: { codeSplitting: { groups: [{ name: 'base', test: /web[\\/]main\.tsx$/ }, { name: 'parts', test: /web[\\/](?:api(?![\\/](?:staff|contest-site)-queries)|components(?![\\/](?:author|contest|standings)[\\/])|hooks|ui|util)[\\/]|react-query/, minShareCount: 10 }] } } },
  },
  // Of /api only what is the server's: web/api holds modules of the browser.
  server: { proxy: { '^/api/(v1|docs|clics)(/|$)': server, '/socket.io': { target: server, ws: true } } },
});
