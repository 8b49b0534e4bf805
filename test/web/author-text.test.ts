import { describe, expect, it } from 'vitest';
import { addressOfName, around, heading, list, paragraph, type TextChange } from '../../web/util/markdown-insert.js';
import { sectionWord } from '../../web/util/statement-sections.js';
import { argumentsOf, lineOf, moveGroup, moveTests, scriptLines, stepGroup, stepTest, type Groups } from '../../web/util/author-tests.js';
import { pairTests } from '../../web/util/test-pairs.js';

const after = (text: string, { from, to, insert }: TextChange): string => text.slice(0, from) + insert + text.slice(to);
const chosen = (text: string, change: TextChange): string => after(text, change).slice(change.select.from, change.select.to);

describe('the buttons of the statement editor', () => {
  it('put marks around what is selected, and take them away again', () => {
    const change = around('a word here', 2, 6, '**', 'bold');
    expect([after('a word here', change), chosen('a word here', change)]).toEqual(['a **word** here', 'word']);
    const back = around('a **word** here', 4, 8, '**', 'bold');
    expect([after('a **word** here', back), chosen('a **word** here', back)]).toEqual(['a word here', 'word']);
  });

  it('put in something to write over where nothing is selected', () => {
    const change = around('x ', 2, 2, '$', 'a^2');
    expect([after('x ', change), chosen('x ', change)]).toEqual(['x $a^2$', 'a^2']);
  });

  it('keep paragraphs apart by one empty line', () => {
    expect(after('', paragraph('', 0, '## Input'))).toBe('## Input\n\n');
    expect(after('Text.', paragraph('Text.', 5, '## Input'))).toBe('Text.\n\n## Input\n\n');
    expect(after('Text.\n', paragraph('Text.\n', 6, '## Input'))).toBe('Text.\n\n## Input\n\n');
    expect(after('One.\n\nTwo.', paragraph('One.\n\nTwo.', 4, '---'))).toBe('One.\n\n---\n\nTwo.');
    expect(chosen('Text.', paragraph('Text.', 5, '$$\nx\n$$', 'x'))).toBe('x');
  });

  it('make a line a heading and plain again', () => {
    expect(after('one\ntwo', heading('one\ntwo', 5))).toBe('one\n## two');
    expect(after('one\n## two', heading('one\n## two', 9))).toBe('one\ntwo');
  });

  it('make lines a list and plain again', () => {
    expect(after('one\ntwo\nthree', list('one\ntwo\nthree', 1, 5))).toBe('- one\n- two\nthree');
    expect(after('- one\n- two', list('- one\n- two', 0, 11))).toBe('one\ntwo');
  });
});

describe('the address of a name', () => {
  it.each([
    ['Long Sums', 'long-sums'],
    ['  Übermäßig, schön! ', 'ubermassig-schon'],
    ['A + B', 'a-b'],
    ['数', ''],
    ['x'.repeat(80), 'x'.repeat(64)],
    [`${'y'.repeat(63)} z`, 'y'.repeat(63)],
  ])('of %j is %j', (name, address) => {
    expect(addressOfName(name)).toBe(address);
  });
});

describe('headings of statements', () => {
  it('are in the language of the statement, or English', () => {
    expect([sectionWord('de', 'input'), sectionWord('de-AT', 'output'), sectionWord('xx', 'interaction')]).toEqual(['Eingabe', 'Ausgabe', 'Interaction']);
  });
});

const files = (...names: string[]) => names.map((name) => ({ name }));
const paired = (...names: string[]) => {
  const { pairs, others } = pairTests(files(...names));
  return [pairs.map(({ name, input, answer }) => [name, input.name, answer?.name]), others.map(({ name }) => name)];
};

describe('files of tests', () => {
  it('are put together by their names, in the order that people count in', () => {
    expect(paired('t10.in', 't2.in', 't2.ans', 't10.out')).toEqual([[['t2', 't2.in', 't2.ans'], ['t10', 't10.in', 't10.out']], []]);
  });

  it.each([
    [['01', '01.a'], ['01', '01', '01.a']],
    [['input7.txt', 'output7.txt'], ['7', 'input7.txt', 'output7.txt']],
    [['in_3', 'out_3'], ['3', 'in_3', 'out_3']],
    [['big.IN', 'big.OUT'], ['big', 'big.IN', 'big.OUT']],
    [['x.in'], ['x', 'x.in', undefined]],
  ])('%j', (names, pair) => {
    expect(paired(...names)).toEqual([[pair], []]);
  });

  it('leave over what says nothing, and answers of no input', () => {
    expect(paired('notes.md', 'a.ans', 'b.in')).toEqual([[['b', 'b.in', undefined]], ['notes.md', 'a.ans']]);
  });

  it('do not lose the second of two of one name', () => {
    expect(paired('a.in', 'a.inp', 'a.ans')).toEqual([[['a', 'a.in', 'a.ans']], ['a.inp']]);
  });
});

const ORDER = [{ id: 'sample', tests: ['s1', 's2'] }, { id: 'secret', tests: ['a'] }, { id: 'g1', tests: ['b', 'c'] }, { id: 'g2', tests: [] }];
const shape = (groups: Groups | null) => groups?.map(({ id, tests }) => `${id}: ${tests.join(' ')}`.trim());

describe('the order of tests', () => {
  it('takes several along in the order that they have', () => {
    expect(shape(moveTests(ORDER, new Set(['c', 's1']), 'g2', 0))).toEqual(['sample: s2', 'secret: a', 'g1: b', 'g2: s1 c']);
    expect(shape(moveTests(ORDER, new Set(['b']), 'g1', 1))).toEqual(['sample: s1 s2', 'secret: a', 'g1: c b', 'g2:']);
  });

  it('is left alone where nothing moves', () => {
    expect([moveTests(ORDER, new Set(['b']), 'g1', 0), moveTests(ORDER, new Set(['x']), 'g1', 0), moveTests(ORDER, new Set(['b']), 'x', 0)]).toEqual([null, null, null]);
  });

  it('goes step by step, and over the border of a group', () => {
    expect(shape(stepTest(ORDER, 'b', 1))).toEqual(['sample: s1 s2', 'secret: a', 'g1: c b', 'g2:']);
    expect(shape(stepTest(ORDER, 'c', 1))).toEqual(['sample: s1 s2', 'secret: a', 'g1: b', 'g2: c']);
    expect(shape(stepTest(ORDER, 'b', -1))).toEqual(['sample: s1 s2', 'secret: a b', 'g1: c', 'g2:']);
    expect(stepTest(ORDER, 's1', -1)).toBeNull();
  });

  it('keeps samples and secret before the groups', () => {
    expect(shape(stepGroup(ORDER, 'g1', 1))?.slice(2)).toEqual(['g2:', 'g1: b c']);
    expect([stepGroup(ORDER, 'g1', -1), stepGroup(ORDER, 'secret', 1), stepGroup(ORDER, 'g2', 1)]).toEqual([null, null, null]);
  });
});

describe('groups that are dragged', () => {
  it('are put before another or at the end, never before the samples', () => {
    const names = (groups: Groups | null) => groups?.map(({ id }) => id);
    expect(names(moveGroup(ORDER, 'g1', null))).toEqual(['sample', 'secret', 'g2', 'g1']);
    expect(names(moveGroup(ORDER, 'g2', 'g1'))).toEqual(['sample', 'secret', 'g2', 'g1']);
    expect(names(moveGroup(ORDER, 'g2', 'sample'))).toEqual(['sample', 'secret', 'g2', 'g1']);
    expect([moveGroup(ORDER, 'g1', 'g1'), moveGroup(ORDER, 'g1', 'g2'), moveGroup(ORDER, 'secret', null)]).toEqual([null, null, null]);
  });
});

describe('lines of generators', () => {
  it.each([
    ['10 1000 1', ['10', '1000', '1']],
    ['  --name "two words" x', ['--name', 'two words', 'x']],
    [`a='b c' ""`, ['a=b c', '']],
    [String.raw`"say \"hi\""`, ['say "hi"']],
  ])('%s', (line, args) => {
    expect(argumentsOf(line)).toEqual(args);
    expect(argumentsOf(lineOf(args))).toEqual(args);
  });

  it('are one test each, but for empty ones and remarks', () => {
    expect(scriptLines('10 5\n\n# large ones\n  1000 5 \n')).toEqual([['10', '5'], ['1000', '5']]);
  });
});
