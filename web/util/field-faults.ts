/**
 * What is wrong with a field, told before anything is sent and in the language of the interface. The contract has the
 * last word on the server; test/web/field-faults.test.ts holds these against its schemas.
 */
import type { MessageDescriptor } from '@lingui/core';
import { msg } from '@lingui/core/macro';

type Fault = (value: string) => MessageDescriptor | null;

export const usernameFault: Fault = (value) => {
  if (value === '') return msg`Give a username`;
  return /^[A-Za-z0-9][A-Za-z0-9._-]{1,31}$/.test(value) ? null : msg`Use 2 to 32 letters, digits, dots, dashes or underscores, beginning with a letter or digit`;
};

const EMAIL = /^[\w'+-]+(\.[\w'+-]+)*@([A-Za-z0-9][A-Za-z0-9-]*\.)+[A-Za-z]{2,}$/;
export const emailFault: Fault = (value) => {
  if (value === '') return msg`Give an e-mail address`;
  if (value.length > 254) return msg`Use at most 254 characters`;
  return EMAIL.test(value) ? null : msg`This is not an e-mail address`;
};

export const newPasswordFault: Fault = (value) => {
  if (value.length < 8) return msg`Use at least 8 characters`;
  return value.length > 200 ? msg`Use at most 200 characters` : null;
};

export const tokenNameFault: Fault = (value) => {
  const bare = value.trim();
  if (bare === '') return msg`Give the token a name, so that you know later what uses it`;
  return bare.length > 100 ? msg`Use at most 100 characters` : null;
};

export const presentFault: Fault = (value) => (value === '' ? msg`Fill this in` : null);
