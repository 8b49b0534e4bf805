import { useSyncExternalStore } from 'react';
import { importStore, type PackageImport } from '../api/imports.js';

/** Packages on their way in and what came of the last ones, newest first. The shell follows them for whoever may import. */
export const useImports = (): readonly PackageImport[] => useSyncExternalStore(importStore.subscribe, importStore.get);
