import { describe, expect, test } from 'vitest';
import { compileFaults } from '../../web/util/compile-faults.js';

const told = (log: string, ...files: string[]) => compileFaults(log, files).map(({ file, line, column, severity, message }) => [file, line, column, severity, message]);

describe('what compilers say of lines', () => {
  test('gcc', () =>
    expect(told("main.cpp: In function 'int main()':\nmain.cpp:3:5: error: 'x' was not declared in this scope\n    3 |     x = 1;\n      |     ^\nmain.cpp:2:9: warning: unused variable 'y'\n", 'main.cpp')).toEqual([
      ['main.cpp', 3, 5, 'error', "'x' was not declared in this scope"],
      ['main.cpp', 2, 9, 'warning', "unused variable 'y'"],
    ]));
  test('gcc, of places where nothing is wrong', () => expect(told('In file included from main.cpp:1:\nIn file included from main.cpp:1,\n                 from x.h:3:\nmain.cpp:9:7:   required from here\n', 'main.cpp')).toEqual([]));
  test('javac', () => expect(told('/build/Main.java:3: error: \';\' expected\n    int a = 1\n             ^\n1 error\n', 'Main.java')).toEqual([['Main.java', 3, undefined, 'error', "';' expected"]]));
  test('rustc', () => expect(told('error[E0425]: cannot find value `x` in this scope\n --> /build/main.rs:2:5\n  |\n2 |     x;\n', 'main.rs')).toEqual([['main.rs', 2, 5, 'error', 'cannot find value `x` in this scope']]));
  test('go', () => expect(told('./main.go:7:2: undefined: x\n', 'main.go')).toEqual([['main.go', 7, 2, 'error', 'undefined: x']]));
  test('tsc', () => expect(told("main.ts(4,9): error TS2322: Type 'string' is not assignable.\n", 'main.ts')).toEqual([['main.ts', 4, 9, 'error', "Type 'string' is not assignable."]]));
  test('python', () => expect(told('  File "/build/main.py", line 5\n    if x\n        ^\nSyntaxError: expected \':\'\n', 'main.py')).toEqual([['main.py', 5, undefined, 'error', "SyntaxError: expected ':'"]]));
  test('node', () => expect(told("/build/main.js:2\nlet a = ;\n        ^\n\nSyntaxError: Unexpected token ';'\n", 'main.js')).toEqual([['main.js', 2, undefined, 'error', "SyntaxError: Unexpected token ';'"]]));
  test('of several files', () => expect(told('b.cpp:1:1: error: one\na.cpp:2:1: error: two\nc.cpp:1:1: error: not ours\n', 'a.cpp', 'b.cpp').map(([file]) => file)).toEqual(['b.cpp', 'a.cpp']));
});
