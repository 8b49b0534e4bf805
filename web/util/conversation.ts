/** What a program and its interactor said, as the judge tells it: lines beginning with < or >, and --- between passes. */
export interface Saying {
  by: 'judge' | 'program' | 'pass';
  text: string;
}

/** Lines of one speaker that follow each other are one saying; a new pass stands by itself. */
export function parseConversation(text: string): Saying[] {
  const sayings: Saying[] = [];
  for (const line of text.split('\n')) {
    const by = line.startsWith('<') ? 'judge' : line.startsWith('>') ? 'program' : line === '---' ? 'pass' : null;
    if (by === null) continue;
    const said = by === 'pass' ? '' : line.slice(1);
    const last = sayings.at(-1);
    if (last && last.by === by && by !== 'pass') last.text += `\n${said}`;
    else sayings.push({ by, text: said });
  }
  return sayings;
}
