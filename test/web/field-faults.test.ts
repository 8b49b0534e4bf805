import { describe, expect, test } from 'vitest';
import { newAccountSchema, newTokenSchema } from '#contract/account.js';
import { emailFault, newPasswordFault, tokenNameFault, usernameFault } from '../../web/util/field-faults.js';

const taken = (schema: { safeParse: (value: unknown) => { success: boolean } }, value: string) => schema.safeParse(value).success;

describe('what the forms refuse is what the contract refuses', () => {
  const { username, email, password } = newAccountSchema.shape;
  test.each(['', 'a', 'ab', 'Ada.Love_lace-1', '.ada', '-x', 'ä-umlaut', 'a b', 'x'.repeat(32), 'x'.repeat(33)])('username “%s”', (value) => expect(usernameFault(value) === null).toBe(taken(username, value)));
  test.each(['', 'a', 'a@b', 'ada@example.org', 'a.b+c@x-y.example.org', '.a@example.org', 'a..b@example.org', 'a@example', "o'neil@example.org", 'ä@example.org', 'a@-x.org', `${'a'.repeat(250)}@example.org`])('e-mail “%s”', (value) => expect(emailFault(value) === null).toBe(taken(email, value)));
  test.each(['', '1234567', '12345678', 'x'.repeat(200), 'x'.repeat(201)])('password “%s”', (value) => expect(newPasswordFault(value) === null).toBe(taken(password, value)));
  test.each(['', '  ', 'laptop', ` ${'x'.repeat(100)} `, 'x'.repeat(101)])('name of a token “%s”', (value) => expect(tokenNameFault(value) === null).toBe(taken(newTokenSchema.shape.name, value)));
});
