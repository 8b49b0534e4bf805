import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readAccounts, writeAccounts } from '../../web/util/account-csv.js';

describe('a list of accounts', () => {
  it('is read with commas, semicolons or tabs, with a head or without, in quotes or not', () => {
    const expected = [{ username: 'ann', email: 'ann@example.org', role: 'student', password: undefined }, { username: 'bob', email: 'bob@example.org', role: 'instructor', password: 'a, "b" c' }];
    for (const text of ['username,email,role,password\nann,ann@example.org\nbob,bob@example.org,Instructor,"a, ""b"" c"', '\ufeffann;ann@example.org;;\r\nbob;bob@example.org;instructor;"a, ""b"" c"\r\n\r\n', 'ann\tann@example.org\nbob\tbob@example.org\tinstructor\t"a, ""b"" c"']) {
      const { accounts, faults } = readAccounts(text);
      expect(accounts.map(({ line: _line, ...rest }) => rest)).toEqual(expected);
      expect(faults).toEqual([]);
    }
  });

  it('is told its faults by line, and the rest is read', () => {
    const { accounts, faults } = readAccounts('ann,ann@example.org\nno address\neve,eve@example.org,boss\nAnn,other@example.org\nbob,bob@example.org,,pass word,more');
    expect(accounts.map(({ username }) => username)).toEqual(['ann']);
    expect(faults.map(({ line, why }) => [line, why])).toEqual([[2, 'columns'], [3, 'role'], [4, 'twice'], [5, 'columns']]);
  });

  it('comes back as it was written', () => {
    const word = fc.stringMatching(/^[A-Za-z0-9][A-Za-z0-9._-]{1,10}$/);
    fc.assert(
      fc.property(fc.uniqueArray(fc.record({ username: word, email: word.map((name) => `${name}@example.org`), role: fc.constantFrom('student', 'instructor', 'admin'), password: fc.stringMatching(/^[A-Za-z0-9,;" ]{1,12}[a-z]$/).map((text) => text.trim()).filter((text) => text !== '') }), { selector: ({ username }) => username.toLowerCase(), minLength: 1 }), (all) => {
        const { accounts, faults } = readAccounts(writeAccounts(all));
        expect(faults).toEqual([]);
        expect(accounts.map(({ line: _line, ...rest }) => rest)).toEqual(all);
      }),
    );
  });

  it('never begins a cell as a formula would', () => expect(writeAccounts([{ username: 'ann', email: 'a@b.c', role: 'student', password: '=1+1' }])).toContain(",'=1+1"));
});
