/** What happens at the seats of the contest that runs in the showcase: a place, somebody who delivers, a print. */
import type { Api } from './api.js';

const PROGRAM = '#include <iostream>\n\nint main() {\n\tlong long a, b;\n\tstd::cin >> a >> b;\n\tstd::cout << a + b << "\\n"; // as the statement asks, with one line for each sum that is asked for, and no other words\n}\n';

/** @returns the id of the print */
export async function seatAndPrint(staff: Api, student: Api, contest: { slug: string }, runner: string): Promise<string> {
  const { items } = await staff.call('listParticipants', { parameters: contest });
  for (const [at, { id }] of items.entries()) await staff.call('changeParticipant', { parameters: { ...contest, id }, body: { seat: `Hall 2, place ${at + 14}`, group: 'Students' } });
  await staff.call('addHelper', { parameters: { ...contest, username: runner }, body: { part: 'runner' } });
  return (await student.call('createPrint', { parameters: contest, body: { name: 'sum.cpp', content: PROGRAM.repeat(8) } })).id;
}
