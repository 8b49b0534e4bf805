import { interpreted, scriptMemory } from './interpreted.js';

/** PERL_HASH_SEED: hashes are walked in the same order in each run. */
const ENVIRONMENT = { PERL_HASH_SEED: '0', PERL_PERTURB_KEYS: '0' };

export const perl = interpreted({
  id: 'perl',
  name: 'Perl',
  extensions: ['.pl', '.pm'],
  tool: { candidates: ['/usr/bin/perl', '/usr/local/bin/perl'], versionArguments: ['-e', 'printf "Perl %vd\\n", $^V'] },
  check: (perl) => [perl, '-c'],
  run: (perl, main) => ({ command: [perl, main], environment: ENVIRONMENT }),
  shownCompileCommand: 'perl -c main.pl',
  shownRunCommand: 'perl main.pl',
  memory: scriptMemory(/Out of memory/),
});
