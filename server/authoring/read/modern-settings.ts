/** problem.yaml and arbiter.yaml of the 2025-09 format into settings, as their author wrote them. */
import { AUTHORED_LICENSES, type AuthoredSettings } from '#contract/authoring.js';
import type { WantedEnvironment } from '#contract/environment.js';
import { PROBLEM_TYPES, type ProblemPackage } from '#contract/package.js';
import { NO_LIMITS, newSettings } from '../begin.js';
import { languageLimitsOf } from './own-limits.js';
import { itemsOf, listOf, mapOf, numberOf, textOf, yesNoOf, type PackageReader, type Plain, type PlainMap } from './reader.js';

export function modernSettings(reader: PackageReader, yaml: PlainMap, own: PlainMap, content: ProblemPackage): AuthoredSettings {
  const credits = creditsOf(reader, yaml['credits']);
  return newSettings({
    types: PROBLEM_TYPES.filter((type) => content.types.includes(type) && (type !== 'pass-fail' || content.types.length === 1 || listOf(yaml['type']).includes('pass-fail'))),
    ...(content.uuid === null ? {} : { uuid: content.uuid }),
    ...credits,
    limits: limitsOf(mapOf(yaml['limits'])),
    languageLimits: languageLimitsOf(content),
    languages: yaml['languages'] === undefined || listOf(yaml['languages']).includes('all') ? null : itemsOf(yaml['languages']).map(String),
    allowFileWriting: yesNoOf(yaml['allow_file_writing']) ?? false,
    feedback: content.feedback ?? 'verdict',
    difficulty: numberOf(own['difficulty']),
    tags: keywords(reader, yaml['keywords']),
    sources: itemsOf(yaml['source']).map((source) => (typeof source === 'string' ? { name: source, url: null } : { name: textOf(mapOf(source)['name']) ?? '', url: textOf(mapOf(source)['url']) })),
    license: AUTHORED_LICENSES.find((license) => license === yaml['license']) ?? 'unknown',
    rightsOwner: textOf(yaml['rights_owner']),
    embargoUntil: textOf(yaml['embargo_until']),
    version: textOf(yaml['version']),
    environment: own['environment'] === undefined ? null : environmentOf(mapOf(own['environment'])),
    constants: Object.fromEntries(Object.entries(mapOf(yaml['constants'])).map(([name, value]) => [name, typeof value === 'string' ? { value } : textsOf(value)])),
  });
}

const MOST_TAGS = 20;
const TAG_LENGTH = 40;

/** Tags are shorter and fewer than keywords may be. */
function keywords(reader: PackageReader, value: Plain | undefined): string[] {
  const all = Array.isArray(value) ? value.map(String) : listOf(value);
  const kept = all.map((each) => each.trim()).filter((each) => each !== '' && each.length <= TAG_LENGTH).slice(0, MOST_TAGS);
  if (kept.length < all.length) reader.lose('problem.yaml', `Of ${all.length} keywords ${kept.length} are taken over: tags have ${TAG_LENGTH} characters at most, and there are ${MOST_TAGS} at most.`);
  return kept;
}

const textsOf = (value: Plain): Record<string, string> => Object.fromEntries(Object.entries(mapOf(value)).map(([name, text]) => [name, textOf(text) ?? '']));
const environmentOf = (value: PlainMap): WantedEnvironment => Object.fromEntries(Object.entries(value).map(([ecosystem, wanted]) => [ecosystem, itemsOf(wanted).map(String)]));

function creditsOf(reader: PackageReader, value: Plain | undefined): Pick<AuthoredSettings, 'authors' | 'contributors' | 'testers' | 'translators' | 'packagers' | 'acknowledgements'> {
  const people = (given: Plain | undefined) => itemsOf(given).map((person) => personOf(reader, person));
  const isMap = value !== undefined && value !== null && typeof value === 'object' && !Array.isArray(value) && value['name'] === undefined;
  const credits = isMap ? mapOf(value) : {};
  return {
    authors: isMap ? people(credits['authors']) : people(value),
    contributors: people(credits['contributors']),
    testers: people(credits['testers']),
    translators: Object.fromEntries(Object.entries(mapOf(credits['translators'])).map(([language, names]) => [language, people(names)])),
    packagers: people(credits['packagers']),
    acknowledgements: people(credits['acknowledgements']),
  };
}

function personOf(reader: PackageReader, person: Plain): string {
  if (typeof person === 'string') return person.trim();
  const { name, email, orcid, kattis } = mapOf(person);
  if (orcid !== undefined || kattis !== undefined) reader.lose('problem.yaml', `The ORCID and Kattis ids of ${textOf(name)} are not taken over.`);
  return email === undefined ? (textOf(name) ?? '') : `${textOf(name)} <${textOf(email)}>`;
}

function limitsOf(given: PlainMap): AuthoredSettings['limits'] {
  const ms = (value: Plain | undefined) => (numberOf(value) === null ? null : Math.max(1, Math.round(numberOf(value)! * 1000)));
  const multipliers = mapOf(given['time_multipliers']);
  return {
    ...NO_LIMITS,
    timeMs: ms(given['time_limit']),
    timeResolutionMs: ms(given['time_resolution']),
    acceptedToLimit: numberOf(multipliers['ac_to_time_limit']),
    limitToTimeLimitExceeded: numberOf(multipliers['time_limit_to_tle']),
    memoryMib: numberOf(given['memory']),
    outputMib: numberOf(given['output']),
    codeKib: numberOf(given['code']),
    compilationSeconds: numberOf(given['compilation_time']),
    compilationMemoryMib: numberOf(given['compilation_memory']),
    validationSeconds: numberOf(given['validation_time']),
    validationMemoryMib: numberOf(given['validation_memory']),
    validationOutputMib: numberOf(given['validation_output']),
    validationPasses: numberOf(given['validation_passes']),
  };
}
