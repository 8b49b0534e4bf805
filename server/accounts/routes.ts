import { changeAccount, insertAccount, listAccounts, lockAdministrators, replacePasswordHash, selectOptionalAccount, selectOptionalAccountByLogin, selectOptionalManagedAccount } from '#database/accounts.js';
import { inTransaction } from '#database/connect.js';
import { deleteSessionsOf, insertToken, listTokens, revokeToken, revokeTokensOf } from '#database/sessions.js';
import { ApiError, notFound } from '../http/errors.js';
import type { Routes } from '../http/routes.js';
import type { Services } from '../services.js';
import { sessionSecret } from './authenticate.js';
import { mayAdminister } from './policy.js';
import { presentAccount, presentManagedAccount, presentMe, presentToken } from './present.js';
import { endSession, openSession } from './sessions.js';
import { hashPassword, hashSecret, isCheap, isPassword, makeSecret } from './secrets.js';

const MOST_TOKENS = 50;

export function accountRoutes(routes: Routes, services: Services): void {
  const { db, config } = services;
  routes.route('createAccount', async ({ caller, body }) => {
    const administers = caller !== null && mayAdminister(caller.role);
    if (config.registration === 'closed' && !administers) throw new ApiError('forbidden', 'Registration is closed. Ask an administrator for an account.');
    const row = await insertAccount(db, { username: body.username, email: body.email, passwordHash: await hashPassword(body.password), ...(administers && body.role !== undefined ? { role: body.role } : {}) });
    if ('taken' in row) {
      const message = row.taken === 'username' ? 'This username is taken' : 'There is an account with this e-mail address already';
      throw new ApiError('conflict', `${message}.`, [{ path: row.taken, message }]);
    }
    return presentAccount(row);
  });

  routes.route('signIn', async ({ body, request, response }) => {
    const row = await selectOptionalAccountByLogin(db, body.username);
    if (!(await isPassword(body.password, row?.passwordHash)) || row === null) throw new ApiError('wrong-credentials', 'Username or password is wrong.');
    if (row.disabledAt !== null) throw new ApiError('wrong-credentials', 'This account is disabled. Ask an administrator.');
    if (isCheap(row.passwordHash)) await replacePasswordHash(db, row.id, row.passwordHash, await hashPassword(body.password));
    await openSession(services, request, response, row.id);
    return { account: presentAccount(row) };
  });

  routes.route('signOut', async ({ request, response }) => {
    await endSession(services, request, response);
  });

  routes.route('getMe', ({ caller }) => Promise.resolve(presentMe(caller)));

  routes.route('changePassword', async ({ caller, body, request }) => {
    const row = await selectOptionalAccount(db, caller.id);
    if (!(await isPassword(body.current, row?.passwordHash))) throw new ApiError('validation-failed', 'This is not your password.', [{ path: 'current', message: 'This is not your password' }]);
    const passwordHash = await hashPassword(body.password);
    const secret = sessionSecret(request);
    await inTransaction(db, async (tx) => {
      await changeAccount(tx, caller.id, { passwordHash });
      await deleteSessionsOf(tx, caller.id, secret === undefined ? undefined : { tokenHash: hashSecret(secret) });
    });
  });

  routes.route('listTokens', async ({ caller }) => ({ items: (await listTokens(db, caller.id)).map(presentToken), nextCursor: null }));

  routes.route('createToken', async ({ caller, body }) => {
    if ((await listTokens(db, caller.id)).length >= MOST_TOKENS) throw new ApiError('conflict', `You have ${MOST_TOKENS} tokens. Revoke one first.`);
    const token = makeSecret('arbiter_');
    const row = await insertToken(db, { accountId: caller.id, name: body.name, tokenHash: hashSecret(token) });
    return { id: row.id, name: row.name, token };
  });

  routes.route('revokeToken', async ({ caller, params }) => {
    if (!(await revokeToken(db, { id: params.id, accountId: caller.id }))) throw notFound('token');
  });

  routes.route('listAccounts', async ({ query }) => {
    const { items, nextCursor } = await listAccounts(db, { search: query.search, role: query.role, disabled: query.disabled }, { cursor: query.cursor, limit: query.limit });
    return { items: items.map(presentManagedAccount), nextCursor };
  });

  routes.route('changeAccount', async ({ caller, params, body }) => {
    const { role, disabled, password } = body;
    if (params.id === caller.id && (disabled === true || (role !== undefined && role !== caller.role))) {
      throw new ApiError('conflict', 'Nobody can disable themselves or change their own role. Ask another administrator.');
    }
    if ((await selectOptionalAccount(db, params.id)) === null) throw notFound('account');
    const passwordHash = password === undefined ? undefined : await hashPassword(password);
    const row = await inTransaction(db, async (tx) => {
      // Asked again under a lock: of two who would take each other's role, one is none any more.
      if (disabled === true || role !== undefined) {
        const administrators = await lockAdministrators(tx);
        if (!administrators.includes(caller.id)) throw new ApiError('forbidden', 'You are no administrator any more.');
      }
      if (disabled === true || passwordHash !== undefined) {
        await deleteSessionsOf(tx, params.id);
        await revokeTokensOf(tx, params.id);
      }
      await changeAccount(tx, params.id, { ...(role === undefined ? {} : { role }), ...(disabled === undefined ? {} : { disabled }), ...(passwordHash === undefined ? {} : { passwordHash }) });
      return selectOptionalManagedAccount(tx, params.id);
    });
    if (row === null) throw notFound('account');
    return presentManagedAccount(row);
  });
}
