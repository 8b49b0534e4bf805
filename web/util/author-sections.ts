/** The parts of the page of a problem that is being written, and which lines of its checklist belong to which. */
import type { Authored, AuthoredCheck } from '#contract/authoring-work.js';

export const SECTIONS = ['overview', 'statement', 'tests', 'checking', 'solutions', 'settings', 'history', 'publish'] as const;
export type Section = (typeof SECTIONS)[number];

type CheckName = AuthoredCheck['check'];
const OF_CHECK: Record<CheckName, Section> = {
  name: 'statement',
  statement: 'statement',
  images: 'statement',
  samples: 'tests',
  'secret-tests': 'tests',
  inputs: 'tests',
  answers: 'tests',
  generated: 'tests',
  groups: 'tests',
  points: 'tests',
  names: 'tests',
  'input-validator': 'checking',
  'output-validator': 'checking',
  grader: 'checking',
  'accepted-solution': 'solutions',
  'wrong-solution': 'solutions',
  'time-limit': 'settings',
  licence: 'settings',
};

/** Where a line of the checklist is mended. Names may be those of anything: there it depends on the part. */
export function sectionOfCheck({ check, parts }: AuthoredCheck, authored: Pick<Authored, 'parts'>): Section {
  return (check === 'names' && sectionOfPart(parts[0], authored)) || OF_CHECK[check];
}

/** Where a part is written; undefined: there is no such part. */
export function sectionOfPart(id: string | null | undefined, { parts }: Pick<Authored, 'parts'>): Section | undefined {
  const content = parts.find((part) => part.id === id)?.content;
  switch (content?.kind) {
    case undefined:
      return undefined;
    case 'settings':
      return 'settings';
    case 'statement':
      return 'statement';
    case 'asset':
      return content.place === 'statement' ? 'statement' : 'settings';
    case 'test':
    case 'group':
    case 'order':
      return 'tests';
    case 'case':
      return 'checking';
    case 'program':
      return content.role === 'solution' ? 'solutions' : content.role === 'generator' ? 'tests' : 'checking';
  }
}

/** What is still to be done in each section: the worst of its lines. */
export function statesOfSections(authored: Pick<Authored, 'checks' | 'parts'>): Partial<Record<Section, AuthoredCheck['state']>> {
  const states: Partial<Record<Section, AuthoredCheck['state']>> = {};
  const rank = { done: 0, warning: 1, fault: 2 };
  for (const check of authored.checks) {
    const section = sectionOfCheck(check, authored);
    const before = states[section];
    if (before === undefined || rank[check.state] > rank[before]) states[section] = check.state;
  }
  return states;
}
