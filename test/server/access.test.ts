/**
 * Endpoint × who asks × whose it is, for the whole table of endpoints. A new endpoint fails here until somebody has
 * said who may call it.
 */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ENDPOINTS, type Endpoint, type EndpointName } from '#contract/endpoints.js';
import { startTestServer, type Client, type Person, type TestServer } from '#test/support/server.js';
import { aContest, createProblem, createSubmission } from '#test/support/world.js';

const ASKERS = ['anonymous', 'stranger', 'owner', 'instructor', 'author', 'admin'] as const;
type Asker = (typeof ASKERS)[number];

/** Who asks: nobody; a student whose nothing is; the student whose submission and token it is; an instructor; the instructor whose problem it is; an admin. */
type Statuses = Record<Asker, number>;

const row = (anonymous: number, stranger: number, owner: number, instructor: number, author: number, admin: number): Statuses => ({ anonymous, stranger, owner, instructor, author, admin });
const EVERYBODY = (status: number) => row(status, status, status, status, status, status);
const SIGNED_IN = (status: number) => row(401, status, status, status, status, status);

/** What each is answered, with a request that is right but for who sends it. Uploads are sent without a file: 422 says that the asker came so far. */
const EXPECTED: Record<EndpointName, Statuses> = {
  createAccount: EVERYBODY(422),
  listAccounts: row(401, 403, 403, 403, 403, 200),
  changeAccount: row(401, 403, 403, 403, 403, 200),
  signIn: EVERYBODY(401),
  signOut: EVERYBODY(204),
  getMe: SIGNED_IN(200),
  changeMe: SIGNED_IN(200),
  changePassword: SIGNED_IN(422),
  getProfile: SIGNED_IN(200),
  getHome: EVERYBODY(200),
  listTokens: SIGNED_IN(200),
  createToken: SIGNED_IN(201),
  revokeToken: row(401, 404, 204, 404, 404, 404),
  listLanguages: EVERYBODY(200),
  getOpenApi: EVERYBODY(200),
  getDocs: EVERYBODY(200),
  getStatus: EVERYBODY(200),
  listProblems: EVERYBODY(200),
  listAllProblems: EVERYBODY(200),
  importProblem: row(401, 403, 403, 422, 422, 422),
  getProblem: row(404, 404, 404, 200, 200, 200),
  changeProblem: row(401, 403, 403, 403, 200, 200),
  deleteProblem: row(401, 403, 403, 403, 409, 409),
  getPackage: row(401, 403, 403, 403, 200, 200),
  putPackage: row(401, 403, 403, 422, 422, 422),
  getStatementFile: row(404, 404, 404, 404, 404, 404),
  listImports: row(401, 403, 403, 200, 200, 200),
  getImport: row(401, 403, 403, 404, 404, 404),
  listStaffProblems: row(401, 403, 403, 200, 200, 200),
  listTests: row(401, 403, 403, 200, 200, 200),
  listVersions: row(401, 403, 403, 403, 200, 200),
  listVerifications: row(401, 403, 403, 200, 200, 200),
  publishVersion: row(401, 403, 403, 403, 409, 409),
  compareVersions: row(401, 403, 403, 403, 200, 200),
  createVerification: row(401, 403, 403, 403, 201, 201),
  getVerification: row(401, 403, 403, 403, 404, 404),
  listAuthored: row(401, 403, 403, 200, 200, 200),
  createAuthored: row(401, 403, 403, 201, 201, 201),
  createAuthoredFromPackage: row(401, 403, 403, 422, 422, 422),
  createAuthoredFromProblem: row(401, 403, 403, 403, 422, 422),
  getAuthored: row(401, 403, 403, 404, 404, 404),
  deleteAuthored: row(401, 403, 403, 404, 404, 404),
  addAuthoredPart: row(401, 403, 403, 404, 404, 404),
  getAuthoredPart: row(401, 403, 403, 404, 404, 404),
  saveAuthoredPart: row(401, 403, 403, 404, 404, 404),
  deleteAuthoredPart: row(401, 403, 403, 422, 422, 422),
  addAuthoredFile: row(401, 403, 403, 422, 422, 422),
  getAuthoredFile: row(401, 403, 403, 404, 404, 404),
  addAuthoredTests: row(401, 403, 403, 422, 422, 422),
  previewAuthoredStatement: row(401, 403, 403, 404, 404, 404),
  startGeneration: row(401, 403, 403, 404, 404, 404),
  getGeneration: row(401, 403, 403, 404, 404, 404),
  cancelGeneration: row(401, 403, 403, 404, 404, 404),
  listSnapshots: row(401, 403, 403, 404, 404, 404),
  compareSnapshot: row(401, 403, 403, 404, 404, 404),
  restoreSnapshot: row(401, 403, 403, 404, 404, 404),
  getCollaborators: row(401, 403, 403, 404, 404, 404),
  addCollaborator: row(401, 403, 403, 404, 404, 404),
  removeCollaborator: row(401, 403, 403, 404, 404, 404),
  exportAuthored: row(401, 403, 403, 404, 404, 404),
  checkAuthored: row(401, 403, 403, 404, 404, 404),
  publishAuthored: row(401, 403, 403, 404, 404, 404),
  listDrafts: row(401, 404, 404, 200, 200, 200),
  getDraft: row(401, 404, 404, 404, 404, 404),
  saveDraft: row(401, 404, 404, 200, 200, 200),
  deleteDraft: row(401, 404, 404, 204, 204, 204),
  createSubmission: row(401, 404, 404, 503, 503, 503),
  createRun: SIGNED_IN(503),
  getRun: SIGNED_IN(404),
  getSubmission: row(401, 404, 200, 200, 200, 200),
  listSubmissions: SIGNED_IN(200),
  shareSubmission: row(401, 404, 200, 403, 403, 403),
  unshareSubmission: row(401, 404, 204, 204, 204, 204),
  listJudgings: row(401, 403, 403, 200, 200, 200),
  listContests: EVERYBODY(200),
  createContest: row(401, 403, 403, 201, 201, 201),
  getContest: EVERYBODY(200),
  changeContest: row(401, 403, 403, 403, 200, 200),
  deleteContest: row(401, 403, 403, 403, 204, 404),
  getResolution: row(401, 403, 403, 409, 409, 409),
  registerInContest: SIGNED_IN(201),
  withdrawFromContest: SIGNED_IN(404),
  listParticipants: EVERYBODY(200),
  startContest: SIGNED_IN(409),
  startVirtualRun: SIGNED_IN(409),
  listVirtualRuns: SIGNED_IN(200),
  endVirtualRun: SIGNED_IN(404),
  getReplay: EVERYBODY(409),
  listRatings: SIGNED_IN(200),
  startSystemTest: row(401, 403, 403, 403, 409, 409),
  changeParticipantAddress: row(401, 403, 403, 403, 404, 404),
  importNetworks: row(401, 403, 403, 403, 422, 422),
  getScoreboard: EVERYBODY(200),
  importTeams: row(401, 403, 403, 403, 200, 200),
  getPendingPasswords: row(401, 403, 403, 403, 200, 200),
  exportScoreboard: EVERYBODY(200),
  getContestsCalendar: EVERYBODY(200),
  getContestCalendar: EVERYBODY(200),
  getStandingsHistory: EVERYBODY(404),
  listClarifications: EVERYBODY(200),
  createClarification: SIGNED_IN(201),
  answerClarification: row(401, 403, 403, 403, 404, 404),
  getJuryOverview: row(401, 403, 403, 403, 200, 200),
  listJurySubmissions: row(401, 403, 403, 403, 200, 200),
  changeParticipant: row(401, 403, 403, 403, 404, 404),
  removeParticipant: row(401, 403, 403, 403, 404, 404),
  listHelpers: row(401, 403, 403, 403, 200, 200),
  addHelper: row(401, 403, 403, 403, 409, 409),
  removeHelper: row(401, 403, 403, 403, 404, 404),
  listBalloons: row(401, 403, 403, 403, 200, 200),
  changeBalloon: row(401, 403, 403, 403, 404, 404),
  createPrint: SIGNED_IN(409),
  listPrints: SIGNED_IN(200),
  getPrint: SIGNED_IN(404),
  changePrint: row(401, 403, 403, 403, 404, 404),
  getPrints: row(401, 403, 403, 403, 200, 200),
  changePrints: row(401, 403, 403, 403, 404, 404),
  listJudgeErrors: row(401, 403, 403, 200, 200, 200),
  judgeAgain: row(401, 403, 403, 201, 201, 201),
  rejudgeSubmission: row(401, 403, 403, 201, 201, 201),
  previewRejudging: row(401, 403, 403, 200, 200, 200),
  createRejudging: row(401, 403, 403, 201, 201, 201),
  listRejudgings: row(401, 403, 403, 200, 200, 200),
  getRejudging: row(401, 403, 403, 404, 404, 404),
  listRejudgedSubmissions: row(401, 403, 403, 404, 404, 404),
  getRejudgedStandings: row(401, 403, 403, 404, 404, 404),
  applyRejudging: row(401, 403, 403, 404, 404, 404),
  cancelRejudging: row(401, 403, 403, 404, 404, 404),
};

let server: TestServer;
let askers: Record<Asker, Client>;
let owner: Person;
let admin: Person;
let parameters: Record<string, string>;
let submissionId: string;
let tokenId: string;

beforeAll(async () => {
  server = await startTestServer({ logLevel: 'silent' });
  const [stranger, student, instructor, author, administrator] = await Promise.all([server.person(), server.person(), server.person('instructor'), server.person('instructor'), server.person('admin')]);
  owner = student;
  admin = administrator;
  askers = { anonymous: server.anonymous, stranger: stranger.call, owner: student.call, instructor: instructor.call, author: author.call, admin: administrator.call };
  const problem = await createProblem(server.db, { visibility: 'private', ownerId: author.id });
  ({ id: submissionId } = await createSubmission(server.db, { problem, accountId: student.id }));
  await author.call('POST', '/api/v1/contests', aContest({ slug: problem.slug }));
  const tokens = await student.call('GET', '/api/v1/tokens');
  tokenId = (tokens.body as { items: { id: string }[] }).items[0]!.id;
  parameters = { format: 'csv', part: submissionId, participant: submissionId, snapshot: submissionId, generation: submissionId, slug: problem.slug, username: student.username, language: 'c', number: '1', from: '1', to: '1', hash: 'e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855' };
});
afterAll(() => server.close());

const AUTHORED_PART = { kind: 'statement', language: 'en', name: 'Access', format: 'markdown', source: { text: '' } };
const BODIES: Partial<Record<EndpointName, () => unknown>> = {
  createAccount: () => ({ username: '', email: 'none', password: 'short' }),
  signIn: () => ({ username: 'nobody', password: 'none of it' }),
  changeAccount: () => ({}),
  createContest: () => aContest(),
  changeContest: () => ({ name: 'Another name' }),
  importTeams: () => ({ files: [{ name: 'groups.tsv', content: 'groups\t1\n1\tNorth\n' }], dryRun: true }),
  registerInContest: () => ({}),
  changeParticipantAddress: () => ({ released: true }),
  importNetworks: () => ({ items: [{ participant: 'nobody', networks: null }] }),
  createClarification: () => ({ question: 'May we leave?' }),
  answerClarification: () => ({ answer: 'No.' }),
  changeParticipant: () => ({ seat: 'Hall 1' }),
  addHelper: () => ({ part: 'runner' }),
  changeBalloon: () => ({ state: 'taken' }),
  createPrint: () => ({ name: 'a.txt', content: 'a' }),
  changePrint: () => ({ done: true }),
  changePrints: () => ({ ids: [submissionId], done: true }),
  judgeAgain: () => ({ submissions: [submissionId] }),
  previewRejudging: () => ({ submissions: [submissionId] }),
  createRejudging: () => ({ submissions: [submissionId] }),
  createToken: () => ({ name: 'access' }),
  changeMe: () => ({ profileHidden: false }),
  changePassword: () => ({ current: 'none of it', password: 'correct horse battery' }),
  changeProblem: () => ({ tags: ['tried'] }),
  saveDraft: () => ({ files: [{ name: 'main.c', content: '' }], revision: 0 }),
  createAuthored: () => ({ name: 'Access' }),
  addAuthoredPart: () => ({ content: AUTHORED_PART }),
  saveAuthoredPart: () => ({ revision: 1, content: AUTHORED_PART }),
  previewAuthoredStatement: () => ({ language: 'en', text: '' }),
  startGeneration: () => ({}),
  restoreSnapshot: () => ({}),
  publishAuthored: () => ({}),
  createRun: () => ({ language: 'c', files: [{ name: 'main.c', content: 'int main(void) {}' }] }),
  createSubmission: () => ({ problem: parameters['slug'], language: 'c', files: [{ name: 'main.c', content: 'int main(void) {}' }] }),
};

/** Ids of things of the owner's; accounts are changed only by the admin, so theirs is the one that nothing befalls. */
function idFor(name: EndpointName): string {
  if (name === 'revokeToken') return tokenId;
  if (name === 'changeAccount') return owner.id;
  if (name === 'getVerification') return admin.id;
  return submissionId;
}

function pathOf(name: EndpointName): string {
  return ENDPOINTS[name].path.replace(/\{(\w+)\}/g, (_, key: string) => (key === 'id' ? idFor(name) : parameters[key]!));
}

// What takes something away comes last, so that the others still find it.
const LAST: EndpointName[] = ['deleteContest', 'deleteProblem', 'revokeToken'];
const names = [...(Object.keys(ENDPOINTS) as EndpointName[]).filter((name) => !LAST.includes(name)), ...LAST];

describe('every endpoint', () => {
  for (const name of names) {
    it(`${name} is open to those who may, and to nobody else`, async () => {
      const endpoint: Endpoint = ENDPOINTS[name];
      const got: Partial<Statuses> = {};
      // Strangers first: the owner may take the thing away.
      for (const asker of [...ASKERS].sort((a, b) => Number(a === 'owner') - Number(b === 'owner'))) {
        const body = endpoint.upload ? new FormData() : BODIES[name]?.();
        const answer = await askers[asker](endpoint.method.toUpperCase(), pathOf(name), body);
        got[asker] = answer.status;
        if (answer.status >= 400) expect(answer.body).toMatchObject({ error: { code: expect.any(String) as unknown, message: expect.any(String) as unknown } });
      }
      expect(got).toEqual(EXPECTED[name]);
    });
  }
});
