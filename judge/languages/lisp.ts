import { inBuild, mainSource, noSource, type Language } from './language.js';

const FASL = inBuild('.program.fasl');
/** Warnings are no fault; a file that cannot be read to its end is. */
const COMPILE = `(multiple-value-bind (output warnings failure) (handler-bind ((sb-ext:compiler-note #'muffle-warning)) (let ((*compile-verbose* nil) (*compile-print* nil)) (compile-file (second sb-ext:*posix-argv*) :output-file "${FASL}" :external-format :utf-8))) (declare (ignore warnings failure)) (sb-ext:exit :code (if output 0 1) :abort t))`;

export const lisp: Language = {
  id: 'lisp',
  name: 'Common Lisp',
  extensions: ['.lisp', '.cl', '.lsp'],
  tools: { sbcl: { candidates: ['/usr/bin/sbcl', '/usr/local/bin/sbcl'], versionArguments: ['--version'] } },
  versionOf: 'sbcl',
  build({ tools, ...context }) {
    const main = mainSource(lisp, context);
    if (!main) return noSource(lisp);
    return {
      compile: {
        command: [
          tools['sbcl']!, '--noinform', '--end-runtime-options', '--no-sysinit', '--no-userinit', '--disable-debugger',
          '--eval', '(push :online-judge *features*)', '--eval', COMPILE.replace('(second sb-ext:*posix-argv*)', lispString(inBuild(main.name))),
        ],
      },
      // Its heap is reserved as a whole when it starts, and touched when it is used.
      run: ({ memoryKib }) => ({
        command: [tools['sbcl']!, '--dynamic-space-size', `${Math.max(32, Math.ceil(memoryKib / 1024))}MB`, '--control-stack-size', `${Math.min(1024, Math.ceil(memoryKib / 1024))}MB`, '--script', FASL],
      }),
    };
  },
  shownCompileCommand: "sbcl --eval '(compile-file \"main.lisp\")'",
  shownRunCommand: 'sbcl --dynamic-space-size {memory} --control-stack-size {memory} --script main.fasl',
  memory: { overheadKib: 64 * 1024, death: /Heap exhausted|HEAP-EXHAUSTED/, heapIsLimited: true },
  runtimeThreads: 4,
};

function lispString(text: string): string {
  return `"${text.replace(/["\\]/g, '\\$&')}"`;
}
