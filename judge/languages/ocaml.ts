import { inBuild, noSource, ownSources, type Language } from './language.js';
import { PROGRAM, nativeMemory, runProgram } from './native.js';

const FLAGS = ['-O3', '-inline', '100', '-w', '-a'];
const LIBRARIES = ['unix.cmxa', 'str.cmxa'];

/** Several files are linked in the order that their dependencies ask for. */
export const ocaml: Language = {
  id: 'ocaml',
  name: 'OCaml',
  extensions: ['.ml', '.mli'],
  tools: {
    ocamlopt: { candidates: ['/usr/bin/ocamlopt', '/usr/local/bin/ocamlopt'], versionArguments: ['-version'] },
    ocamldep: { candidates: ['/usr/bin/ocamldep', '/usr/local/bin/ocamldep'], versionArguments: ['-version'] },
  },
  versionOf: 'ocamlopt',
  build({ tools, sources }) {
    const own = ownSources(ocaml, sources);
    if (!own.some((source) => source.name.endsWith('.ml'))) return noSource(ocaml);
    // Names of files become modules, so that words apart by blanks are none.
    const odd = own.find((source) => !/^[\w/]+\.mli?$/.test(source.name));
    if (odd) return `${odd.name} cannot be the name of a module: letters, digits and _ only.`;
    return {
      compile: {
        command: [
          '/bin/sh', '-c', 'opt="$0"; dep="$1"; shift; order=$("$dep" -sort "$@") && exec "$opt" ' + [...FLAGS, ...LIBRARIES].join(' ') + ` -o ${PROGRAM} $order`,
          tools['ocamlopt']!, tools['ocamldep']!, ...own.map((source) => inBuild(source.name)),
        ],
      },
      run: runProgram,
    };
  },
  shownCompileCommand: `ocamlopt ${[...FLAGS, ...LIBRARIES].join(' ')} -o main main.ml`,
  shownRunCommand: './main',
  memory: nativeMemory(/Out_of_memory|Out of memory/),
  runtimeThreads: 0,
};
