/** problem.yaml of an authored problem: https://icpc.io/problem-package-format/spec/2025-09.html#problem-metadata */
import type { AuthoredSettings } from '#contract/authoring.js';
import { PROBLEM_TYPES } from '#contract/package.js';
import type { Arranged } from '../arrange.js';
import { yamlText, type Yaml } from './yaml-text.js';

export function problemYaml({ settings: { content: settings }, statements }: Arranged): string {
  const types = PROBLEM_TYPES.filter((type) => settings.types.includes(type));
  return yamlText({
    problem_format_version: '2025-09',
    name: Object.fromEntries(statements.map(({ content }) => [content.language, content.name])),
    uuid: settings.uuid,
    type: types.length === 1 ? types[0] : types,
    version: settings.version ?? undefined,
    credits: creditsOf(settings),
    source: some(settings.sources.map(({ name, url }) => ({ name, url: url ?? undefined }))),
    license: settings.license === 'unknown' ? undefined : settings.license,
    rights_owner: settings.rightsOwner ?? undefined,
    embargo_until: settings.embargoUntil ?? undefined,
    limits: limitsOf(settings),
    keywords: some(settings.tags),
    languages: settings.languages ?? undefined,
    allow_file_writing: settings.allowFileWriting ? true : undefined,
    constants: orNothing(Object.fromEntries(Object.entries(settings.constants).map(([name, variants]) => [name, Object.keys(variants).join() === 'value' ? variants['value']! : variants]))),
  });
}

function creditsOf({ authors, contributors, testers, translators, packagers, acknowledgements }: AuthoredSettings): Yaml | undefined {
  return orNothing({
    authors: some(authors),
    contributors: some(contributors),
    testers: some(testers),
    translators: orNothing(Object.fromEntries(Object.entries(translators).filter(([, names]) => names.length > 0))),
    packagers: some(packagers),
    acknowledgements: some(acknowledgements),
  });
}

function limitsOf({ limits, types }: AuthoredSettings): Yaml | undefined {
  const given = (value: number | null) => value ?? undefined;
  const seconds = (ms: number | null) => (ms === null ? undefined : ms / 1000);
  return orNothing({
    time_limit: seconds(limits.timeMs),
    time_resolution: seconds(limits.timeResolutionMs),
    time_multipliers: orNothing({ ac_to_time_limit: given(limits.acceptedToLimit), time_limit_to_tle: given(limits.limitToTimeLimitExceeded) }),
    memory: given(limits.memoryMib),
    output: given(limits.outputMib),
    code: given(limits.codeKib),
    compilation_time: given(limits.compilationSeconds),
    compilation_memory: given(limits.compilationMemoryMib),
    validation_time: given(limits.validationSeconds),
    validation_memory: given(limits.validationMemoryMib),
    validation_output: given(limits.validationOutputMib),
    validation_passes: types.includes('multi-pass') ? given(limits.validationPasses) : undefined,
  });
}

const some = <T extends Yaml>(list: readonly T[]): readonly T[] | undefined => (list.length > 0 ? list : undefined);

function orNothing(map: { [key: string]: Yaml | undefined }): { [key: string]: Yaml | undefined } | undefined {
  return Object.values(map).some((value) => value !== undefined) ? map : undefined;
}
