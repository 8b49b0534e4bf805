/**
 * An instance filled with what every page can show: people of each role, submissions with each verdict, a problem that
 * scores, one whose validator is broken, an import with faults, and a verification. For screenshots and for the tests of
 * all pages; nothing in it is made up: the judge has judged it.
 */
import { randomUUID } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { zipSync } from 'fflate';
import type { LanguageId } from '#contract/language.js';
import { Api } from './api.js';
import type { OwnInstance } from './own-instance.js';
import { ROOT } from './root.js';
import { rateThree } from './showcase-ratings.js';
import { seatAndPrint } from './showcase-site.js';

/** The problems of problems/ that it needs: an easy one, one that scores, an interactive one, one with picture and table. */
export const SHOWN_PROBLEMS = ['aplusb', 'guess-number', 'honeycomb', 'neighbours'];
export const PASSWORD = 'correct horse battery';

export type Visitor = 'guest' | 'newcomer' | 'student' | 'instructor' | 'admin';

export interface Showcase {
  credentials: Record<Exclude<Visitor, 'guest'>, { username: string; password: string }>;
  /** Ids of the student's submissions by what they show. */
  submissions: Record<keyof typeof PROGRAMS, string>;
  /** Token of the link to the accepted one. */
  share: string;
  /** A rejudging that waits for a decision, and one that was thrown away. */
  rejudgings: { ready: string; cancelled: string };
  /** A problem that is being written, made of one that is published. */
  authored: string;
  /** Addresses of contests: one that runs, in which the student takes part and the newcomer delivers, one that will, one that was, and one that is over and still frozen. */
  contests: Record<'running' | 'upcoming' | 'past' | 'frozen', string>;
  /** A rated one that is over, the last of three. */
  rated: string;
  /** Id of what the student has printed in the first. */
  print: string;
}

const main = (name: string, content: string) => [{ name, content }];
const PROGRAMS = {
  accepted: { problem: 'aplusb', language: 'python3', files: main('main.py', 'a, b = map(int, input().split())\nprint(a + b)\n') },
  wrong: { problem: 'aplusb', language: 'python3', files: main('main.py', 'a, b = map(int, input().split())\nprint(a - b, "\\t")\n') },
  hidden: { problem: 'aplusb', language: 'python3', files: main('main.py', 'a, b = map(int, input().split())\nprint(a + b if a < 1000 else 0)\n') },
  compile: {
    problem: 'aplusb', language: 'cpp',
    files: [
      { name: 'main.cpp', content: '#include <iostream>\n#include "till.h"\n\nint main() {\n    long long a, b;\n    std::cin >> a >> b\n    std::cout << sum(a, b) << "\\n";\n}\n' },
      { name: 'till.h', content: 'inline long long sum(long long a, long long b) {\n    return a + unknown_name;\n}\n' },
    ],
  },
  crash: { problem: 'aplusb', language: 'python3', files: main('main.py', 'raise SystemExit(3)\n') },
  slow: { problem: 'aplusb', language: 'python3', files: main('main.py', 'while True:\n    pass\n') },
  memory: { problem: 'aplusb', language: 'python3', files: main('main.py', 'x = bytearray(4 << 30)\nfor i in range(0, len(x), 4096):\n    x[i] = 1\n') },
  partial: { problem: 'neighbours', language: 'python3', files: 'problems/neighbours/submissions/brute_force/every_pair.py' },
  interactive: { problem: 'guess-number', language: 'python3', files: 'problems/guess-number/submissions/accepted/halves.py' },
  broken: { problem: 'crooked-scales', language: 'python3', files: main('main.py', 'print(sum(map(int, input().split())))\n') },
} as const satisfies Record<string, { problem: string; language: LanguageId; files: string | readonly { name: string; content: string }[] }>;

type Tree = Record<string, string>;
/** Its validator ends with a code that says neither right nor wrong. */
const CROOKED: Tree = {
  'problem.yaml': 'problem_format_version: 2025-09\nname: Crooked Scales\nuuid: 5f4c8b1e-8a5d-4d52-9d3a-20f4c9a0d6b1\nlimits:\n  time_limit: 1\n',
  'statement/problem.en.md': 'Weigh both, and print what they weigh together.\n',
  'data/sample/1.in': '1 2\n', 'data/sample/1.ans': '3\n', 'data/secret/1.in': '20 22\n', 'data/secret/1.ans': '42\n',
  'input_validators/validate.py': 'exit(42)\n',
  'output_validator/check.py': 'import sys\nsys.exit(7)\n',
  'submissions/accepted/adds.py': 'print(sum(map(int, input().split())))\n',
};
/** Mended, in some ways. */
const STRAIGHT: Tree = {
  ...CROOKED,
  'problem.yaml': CROOKED['problem.yaml']!.replace('time_limit: 1', 'time_limit: 2'),
  'statement/problem.en.md': 'Weigh both, and print what they weigh together.\n\nBoth are whole numbers.\n',
  'output_validator/check.py': 'import sys\nwith open(sys.argv[2]) as answer:\n    sys.exit(42 if answer.read() == sys.stdin.read() else 43)\n',
  'data/secret/2.in': '1 1\n', 'data/secret/2.ans': '2\n',
  'data/invalid_input/word.in': 'one\n',
};
const FAULTY: Tree = {
  ...CROOKED,
  'problem.yaml': 'problem_format_version: 2025-09\nname: Crooked Scales, Second Edition with a Long Name\nuuid: not-a-uuid\nlimits:\n  time_limit: soon\n  memroy: 256\n',
  'data/secret/2.in': '1 1\n',
  'submissions/accepted/adds.cobol': 'DISPLAY 42.\n',
};

/** @throws Error where a submission was not judged within two minutes */
export async function fillInstance({ url, adminPassword }: Pick<OwnInstance, 'url' | 'adminPassword'>): Promise<Showcase> {
  const credentials = {
    newcomer: { username: 'new.here', password: PASSWORD },
    student: { username: 'maximiliane-hohenfels-wittelsbac', password: PASSWORD },
    instructor: { username: 'prof.lovelace', password: PASSWORD },
    admin: { username: 'admin', password: adminPassword },
  };
  const admin = await Api.signIn(url, 'admin', adminPassword, 'showcase');
  for (const visitor of ['newcomer', 'student', 'instructor'] as const) {
    const { username, password } = credentials[visitor];
    await admin.call('createAccount', { body: { username, email: `${username}@students.example.org`, password, role: visitor === 'instructor' ? 'instructor' : 'student' } });
  }
  async function rival(username: string): Promise<Api> {
    await admin.call('createAccount', { body: { username, email: `${username}@students.example.org`, password: PASSWORD, role: 'student' } });
    return Api.signIn(url, username, PASSWORD, 'laptop');
  }
  const [student, instructor] = await Promise.all((['student', 'instructor'] as const).map((visitor) => Api.signIn(url, credentials[visitor].username, PASSWORD, 'laptop')));
  if (!student || !instructor) throw new Error('Nobody has signed in');
  const teacher = await cookieOf(url, credentials.instructor);
  if ((await importPackage(url, teacher, 'crooked-scales', CROOKED)) !== 201) throw new Error('crooked-scales was not imported');
  if ((await importPackage(url, teacher, 'crooked-scales', STRAIGHT, 'later')) !== 201) throw new Error('crooked-scales got no second version');
  if ((await importPackage(url, teacher, 'crooked-scales-2', FAULTY)) === 201) throw new Error('A package with faults was imported');

  const submissions = {} as Showcase['submissions'];
  for (const [name, { problem, language, files }] of Object.entries(PROGRAMS)) {
    const sources = typeof files === 'string' ? main('main.py', await readFile(join(ROOT, files), 'utf8')) : files;
    submissions[name as keyof typeof PROGRAMS] = (await student.call('createSubmission', { body: { problem, language, files: sources } })).id;
  }
  await student.call('saveDraft', { parameters: { slug: 'honeycomb', language: 'python3' }, body: { files: main('main.py', 'print("not yet")\n'), revision: 0 } });
  for (const id of Object.values(submissions)) await student.until((api) => api.call('getSubmission', { parameters: { id } }), ({ state }) => state === 'finished', { everyMs: 200, withinMs: 120_000 });
  const { token } = await student.call('shareSubmission', { parameters: { id: submissions.accepted } });
  await instructor.until((api) => api.call('listVerifications', { query: { problem: 'crooked-scales' } }), ({ items }) => items.every(({ state }) => state === 'finished'), { everyMs: 200, withinMs: 120_000 });
  const authored = await instructor.call('createAuthoredFromProblem', { parameters: { slug: 'crooked-scales' } });
  return { credentials, submissions, share: token, rejudgings: await rejudge(instructor), authored: authored.id, ...(await contests(instructor, student, credentials.student.username, credentials.newcomer.username)), rated: await rateThree(instructor, [student, await rival('ada.of.the.first.row'), await rival('brute.force')]) };
}

const HOUR_MS = 3_600_000;
const fromNow = (hours: number) => new Date(Date.now() + hours * HOUR_MS).toISOString();
const CUP_PROBLEMS = [
  { slug: 'aplusb', label: 'A', color: '#e3342f' },
  { slug: 'guess-number', label: 'B', color: '#f6c344' },
  { slug: 'honeycomb', label: 'C', color: '#1f8a4c' },
  { slug: 'neighbours', label: 'D' },
];
const OTHER_TEAMS = {
  'Société des Algorithmes Gloutons et Associés': { affiliation: 'École Normale de Villefranche-de-Rouergue', group: 'West' },
  'Brute Force': { affiliation: 'University of Wittelsbach', group: 'East' },
  'The Judges': { unofficial: true, group: 'East' },
};

async function contests(staff: Api, student: Api, username: string, runner: string): Promise<Pick<Showcase, 'contests' | 'print'>> {
  const description = 'Five hours, **one computer**, three people.\n\n- Printed books are fine\n- No network but this page\n';
  const cup = { slug: 'autumn-cup', name: 'Autumn Cup 2026', description, format: 'icpc', startsAt: fromNow(-1), durationSeconds: 5 * 3600, freezeSeconds: 3600, registration: 'open', visibility: 'public', balloons: 'always', printing: true, problems: CUP_PROBLEMS } as const;
  const slug = { slug: cup.slug };
  await staff.call('createContest', { body: { ...cup, problems: [...cup.problems] } });
  const winter = { slug: 'winter-open', name: 'Winter Open: start when you like', format: 'codeforces', startsAt: fromNow(50), durationSeconds: 48 * 3600, windowSeconds: 2 * 3600, registration: 'code', code: 'snowflake', visibility: 'public' } as const;
  await staff.call('createContest', { body: { ...winter, problems: CUP_PROBLEMS.slice(0, 2) } });
  const summer = { slug: 'summer-final', name: 'Summer Final', format: 'ioi', startsAt: fromNow(-240), durationSeconds: 3 * 3600, registration: 'list', visibility: 'public' } as const;
  await staff.call('createContest', { body: { ...summer, problems: CUP_PROBLEMS.slice(2).map((problem) => ({ ...problem, points: 100 })) } });
  await staff.call('registerInContest', { parameters: { slug: summer.slug }, body: { username, affiliation: 'University of Wittelsbach' } });
  await student.call('registerInContest', { parameters: slug, body: { team: 'Three Wise Owls', affiliation: 'University of Wittelsbach' } });
  for (const [team, more] of Object.entries(OTHER_TEAMS)) await staff.call('registerInContest', { parameters: slug, body: { team, members: [], ...more } });
  // The freeze of this one began before anybody had sent something; then it is over.
  const spring = { ...cup, slug: 'spring-cup', name: 'Spring Cup 2026', freezeSeconds: 4.5 * 3600, problems: [...cup.problems] };
  await staff.call('createContest', { body: spring });
  await student.call('registerInContest', { parameters: { slug: spring.slug }, body: { team: 'Three Wise Owls' } });
  for (const contest of [cup.slug, spring.slug])
    for (const content of ['print(0)\n', 'a, b = map(int, input().split())\nprint(a + b)\n']) {
      const { id } = await student.call('createSubmission', { body: { problem: 'aplusb', language: 'python3', contest, files: main('main.py', content) } });
      await student.until((api) => api.call('getSubmission', { parameters: { id } }), ({ state }) => state === 'finished', { everyMs: 200, withinMs: 120_000 });
    }
  await staff.call('changeContest', { parameters: { slug: spring.slug }, body: { startsAt: fromNow(-6) } });
  const answered = await student.call('createClarification', { parameters: slug, body: { problem: 'A', question: 'Can the tills be empty?' } });
  await staff.call('answerClarification', { parameters: { ...slug, id: answered.id }, body: { answer: 'Read the statement: the numbers may be zero.', toAll: true } });
  await staff.call('createClarification', { parameters: slug, body: { announcement: 'Lunch is in room 101 at noon.' } });
  await student.call('createClarification', { parameters: slug, body: { problem: 'C', question: 'Is the first cell the one at the origin?' } });
  return { contests: { running: cup.slug, upcoming: winter.slug, past: summer.slug, frozen: spring.slug }, print: await seatAndPrint(staff, student, slug, runner) };
}

/** All of aplusb, and of crooked-scales against the version that is mended. */
async function rejudge(staff: Api): Promise<Showcase['rejudgings']> {
  const begin = async (body: object) => (await staff.call('createRejudging', { body })).id;
  const cancelled = await begin({ problem: 'aplusb', verdicts: ['accepted', 'wrong-answer'], reason: 'Begun by mistake' });
  await staff.call('cancelRejudging', { parameters: { id: cancelled } });
  const ready = await begin({ problem: 'crooked-scales', version: 2, reason: 'The validator of the first version was broken' });
  await staff.until((api) => api.call('getRejudging', { parameters: { id: ready } }), ({ state }) => state === 'ready', { everyMs: 200, withinMs: 120_000 });
  return { ready, cancelled };
}

async function cookieOf(url: string, credentials: { username: string; password: string }): Promise<string> {
  const response = await fetch(`${url}/api/v1/session`, { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify(credentials) });
  return response.headers.getSetCookie().map((line) => line.split(';')[0]).join('; ');
}

/** @returns the status of the answer */
async function importPackage(url: string, cookie: string, name: string, tree: Tree, publish?: 'later'): Promise<number> {
  const form = new FormData();
  for (const [field, value] of Object.entries(publish ? { publish, importId: randomUUID() } : { slug: name, visibility: 'public', importId: randomUUID() })) form.set(field, value);
  const zip = zipSync(Object.fromEntries(Object.entries(tree).map(([path, content]) => [path, new TextEncoder().encode(content)])));
  form.set('package', new Blob([new Uint8Array(zip)], { type: 'application/zip' }), `${name}.zip`);
  return (await fetch(`${url}/api/v1/problems${publish ? `/${name}/package` : ''}`, { method: publish ? 'PUT' : 'POST', headers: { cookie }, body: form })).status;
}
