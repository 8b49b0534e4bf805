import { t } from '@lingui/core/macro';
import type { Role } from '#contract/account.js';

/** The word for every role, in the language of the interface; read it while rendering. In the order of their rights; the type says that none is missing. */
export const ROLE_WORD: Readonly<Record<Role, string>> = {
  get student() {
    return t`Student`;
  },
  get instructor() {
    return t`Instructor`;
  },
  get admin() {
    return t`Administrator`;
  },
};
export const ROLES = Object.keys(ROLE_WORD) as Role[];
