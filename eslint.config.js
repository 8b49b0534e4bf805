/** Lint rules. Types find most faults; these find what types cannot, floating promises above all. */
import { defineConfig } from 'eslint/config';
import lingui from 'eslint-plugin-lingui';
import reactHooks from 'eslint-plugin-react-hooks';
import tseslint from 'typescript-eslint';

export default defineConfig(
  { ignores: ['dist/', 'node_modules/', 'coverage/', '.arbiter/', 'problems/', 'test/golden/', 'test/hostile/*/'] },
  {
    files: ['**/*.ts', '**/*.tsx'],
    extends: [tseslint.configs.recommended],
    languageOptions: { parserOptions: { projectService: true, tsconfigRootDir: import.meta.dirname } },
    rules: {
      '@typescript-eslint/no-floating-promises': 'error',
      '@typescript-eslint/no-misused-promises': ['error', { checksVoidReturn: { attributes: false } }],
      '@typescript-eslint/await-thenable': 'error',
      '@typescript-eslint/only-throw-error': ['error', { allowRethrowing: true }],
      '@typescript-eslint/return-await': ['error', 'error-handling-correctness-only'],
      '@typescript-eslint/switch-exhaustiveness-check': ['error', { considerDefaultExhaustiveForUnions: true }],
      '@typescript-eslint/no-explicit-any': 'error',
      // Where an index was just checked, `!` says so; noUncheckedIndexedAccess would want a branch that no test reaches.
      '@typescript-eslint/no-non-null-assertion': 'off',
      '@typescript-eslint/no-unused-vars': ['error', { argsIgnorePattern: '^_', varsIgnorePattern: '^_', caughtErrors: 'all', ignoreRestSiblings: true }],
      '@typescript-eslint/consistent-type-imports': ['error', { fixStyle: 'inline-type-imports' }],
      eqeqeq: ['error', 'always'],
      'no-eval': 'error',
      'no-implied-eval': 'error',
      'no-constructor-return': 'error',
      'no-control-regex': 'error',
      'no-promise-executor-return': 'off',
    },
  },
  {
    files: ['web/**/*.ts', 'web/**/*.tsx'],
    plugins: { 'react-hooks': reactHooks, lingui },
    rules: { 'react-hooks/rules-of-hooks': 'error', 'react-hooks/exhaustive-deps': 'error',
      'lingui/t-call-in-function': 'error',
      'lingui/no-single-variables-to-translate': 'error',
      'lingui/no-expression-in-message': 'error',
      'lingui/no-trans-inside-trans': 'error',
    },
  },
  {
    // Every word that people read goes through the catalogues.
    files: ['web/**/*.tsx'],
    ignores: ['web/pages/design.tsx'],
    plugins: { lingui },
    rules: {
      'lingui/no-unlocalized-strings': ['error', {
        ignore: ['^[^A-Z]*$', '^[a-z][A-Za-z0-9.-]*$', '^(Arbiter|GitHub|C\\+\\+|Ctrl|Enter|Esc|Escape|Tab|Shift|Arrow\\w+|Home|End|Page\\w+|Files|Content-Type|Python|CC0|CC BY(?:-SA)?)$', '^[A-Z]{1,3}$'],
        ignoreNames: ['className', 'style', 'to', 'href', 'lang', 'key', 'id', 'type', 'role', 'name', 'icon', 'look', 'tone', 'kind', 'width', 'height', 'rel', 'd', 'viewBox', 'accept', 'queryKey', { regex: { pattern: '^(data-|aria-(controls|labelledby|describedby|activedescendant))' } }],
        ignoreFunctions: ['Error', 'lazyRouteComponent', 'getRouteApi', 'readStored', 'writeStored', '*.addEventListener', '*.removeEventListener', '*.querySelector', '*.querySelectorAll', '*.includes', '*.startsWith', '*.endsWith', '*.matches', '*.closest', '*.setAttribute', '*.getAttribute'],
      }],
    },
  },
  {
    // Tools that take nothing but a default export.
    files: ['**/*.ts', '**/*.tsx'],
    ignores: ['*.config.ts', 'test/support/global-setup.ts'],
    rules: { 'no-restricted-syntax': ['error', { selector: 'ExportDefaultDeclaration', message: 'Export by name: a default export has another name at every import.' }] },
  },
);
