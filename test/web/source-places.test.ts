import { describe, expect, test } from 'vitest';
import { sourcePlaces } from '../../web/util/source-places.js';

const places = (log: string, ...files: string[]) => sourcePlaces(log, files).flatMap(({ place }) => (place ? [[place.file, place.line]] : []));

describe('lines of the source in a message of the compiler', () => {
  test('are found as each compiler writes them', () => {
    expect(places('main.cpp:8:39: error', 'main.cpp')).toEqual([['main.cpp', 8]]);
    expect(places('/w/Main.java:3: error: ;', 'Main.java')).toEqual([['Main.java', 3]]);
    expect(places(' --> main.rs:12:5', 'main.rs')).toEqual([['main.rs', 12]]);
    expect(places('./main.go:7:2: x', 'main.go')).toEqual([['main.go', 7]]);
    expect(places('main.ts(4,9): error', 'main.ts')).toEqual([['main.ts', 4]]);
    expect(places('File "main.py", line 5', 'main.py')).toEqual([['main.py', 5]]);
  });
  test('are those of submitted files only', () => {
    expect(places('/usr/include/c++/12/iostream:3:1 and notmain.cpp:4', 'main.cpp')).toEqual([]);
    expect(places('a+b.c:3: error', 'a+b.c', 'b.c')).toEqual([['a+b.c', 3]]);
  });
  test('leave the text as it was', () => {
    const log = "main.cpp: In function\nmain.cpp:8:39: error\n   ^~\n";
    expect(sourcePlaces(log, ['main.cpp']).map(({ text }) => text).join('')).toBe(log);
  });
});
