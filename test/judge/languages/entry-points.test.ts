/** Where a program begins, and under which names its files are compiled, in the languages that ask for names: decided from the sources alone. */
import { describe, expect, it } from 'vitest';
import type { LanguageId } from '#contract/language.js';
import type { Build } from '#judge/languages/language.js';
import { LANGUAGES } from '#judge/languages/table.js';

const TOOLS = { java: '/j', kotlinc: '/k/bin/kotlinc', scalac: '/s/bin/scalac', gnatmake: '/g', erl: '/e', erlc: '/ec', cobc: '/c' };

function build(id: LanguageId, files: Record<string, string>, entryPoint?: string): Build {
  const built = LANGUAGES[id].build({ tools: TOOLS, sources: Object.entries(files).map(([name, text]) => ({ name, text: () => text })), entryPoint, prepared: false, memoryKib: 1024 });
  if (typeof built === 'string') throw new Error(built);
  return built;
}

/** The class of a program of the Java virtual machine, or the module of one of Erlang's. */
const begins = (id: LanguageId, files: Record<string, string>, entryPoint?: string): string => build(id, files, entryPoint).run({ memoryKib: 1024 }).command.at(-1)!;

const FUN = 'fun main() = println(1)\n';
describe('Kotlin begins in', () => {
  it.each<[string, Record<string, string>, string | undefined, string]>([
    ['the class of its file', { 'main.kt': FUN }, undefined, 'MainKt'],
    ['a file with signs that no class has', { '1-two words.kt': FUN }, undefined, '_1_two_wordsKt'],
    ['a package', { 'a.kt': `package x.y\n${FUN}` }, undefined, 'x.y.AKt'],
    ['a class named in the file', { 'a.kt': `@file:JvmName("Other")\n${FUN}` }, undefined, 'Other'],
    ['the file that has a main', { 'a.kt': 'fun help() = 1\n', 'b.kt': FUN }, undefined, 'BKt'],
    ['the file that is asked for', { 'a.kt': FUN, 'b.kt': FUN }, 'b.kt', 'BKt'],
    ['the class that is asked for', { 'a.kt': FUN }, 'AKt', 'AKt'],
  ])('%s', (_title, files, entryPoint, expected) => expect(begins('kotlin', files, entryPoint)).toBe(expected));
});

const OBJECT = 'object Main { def main(args: Array[String]): Unit = println(1) }\n';
describe('Scala begins in', () => {
  it.each<[string, Record<string, string>, string | undefined, string]>([
    ['an object with a main', { 'a.scala': OBJECT }, undefined, 'Main'],
    ['an object that is an App', { 'a.scala': 'object Other extends App { println(1) }\n' }, undefined, 'Other'],
    ['a main of Scala 3', { 'a.scala': '@main def run(): Unit = println(1)\n' }, undefined, 'run'],
    ['a package', { 'a.scala': `package x.y\n${OBJECT}` }, undefined, 'x.y.Main'],
    ['Main, though another is first', { 'a.scala': `object First extends App\n${OBJECT}` }, undefined, 'Main'],
    ['the object that is asked for', { 'a.scala': `object First extends App\n${OBJECT}` }, 'First', 'First'],
    ['no object of a comment', { 'a.scala': `// object No extends App\nobject Yes extends App\n` }, undefined, 'Yes'],
  ])('%s', (_title, files, entryPoint, expected) => expect(begins('scala', files, entryPoint)).toBe(expected));
});

describe('Erlang begins in', () => {
  it('the module that has main/0, each file being named after its module', () => {
    const files = { 'a.erl': '-module(help).\n-export([two/0]).\ntwo() -> 2.\n', 'b.erl': '-module(solution).\n-export([main/0]).\nmain() -> ok.\n' };
    expect(begins('erlang', files)).toBe('solution');
    expect(build('erlang', files).rename).toEqual({ 'a.erl': 'help.erl', 'b.erl': 'solution.erl' });
  });
});

describe('Ada names files after their units', () => {
  it('and begins in a procedure', () => {
    const files = { 'a.ada': '-- package X\nwith Ada.Text_IO;\nprocedure Solve is\nbegin\n null;\nend Solve;\n', 'b.ada': 'package body Help.More is\nend Help.More;\n', 'c.ada': 'package Help.More is\nend Help.More;\n' };
    const built = build('ada', files);
    expect(built.rename).toEqual({ 'a.ada': 'solve.adb', 'b.ada': 'help-more.adb', 'c.ada': 'help-more.ads' });
    expect(built.compile?.command).toContain('/build/solve.adb');
  });
});

describe('COBOL is read', () => {
  it.each([
    ['as free text', 'IDENTIFICATION DIVISION.\nPROGRAM-ID. A.\n', '-free'],
    ['in columns', '000100 IDENTIFICATION DIVISION.\n      *REMARK\n       PROGRAM-ID. A.\n', '-fixed'],
  ])('%s', (_title, text, option) => expect(build('cobol', { 'main.cob': text }).compile?.command).toContain(option));
});
