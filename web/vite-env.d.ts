/// <reference types="vite/client" />

declare module '*.po' {
  import type { Messages } from '@lingui/core';
  /** A catalogue, compiled while building. */
  export const messages: Messages;
}

declare module 'virtual:routes' {
  import type { EndpointName } from '#contract/endpoints.js';
  /** Method and path of every endpoint of the contract, made while building. */
  export const ROUTES: Record<EndpointName, { method: string; path: string; upload?: string; idempotent?: true }>;
}
