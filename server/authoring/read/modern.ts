/** A package in the 2025-09 format into parts. `content` is what the importer has made of it: it says what there is, and the files say it as it was written. */
import { randomUUID } from 'node:crypto';
import type { ContentOf } from '#contract/authoring.js';
import type { ProblemPackage } from '#contract/package.js';
import { arrange, type AnyPart, type Part } from '../arrange.js';
import { answerRecipe, inputRecipe, solutionRecipe } from '../recipes.js';
import { modernData } from './modern-data.js';
import { modernPrograms } from './modern-programs.js';
import { modernSettings } from './modern-settings.js';
import type { Loss, PackageReader } from './reader.js';

export async function partsOfModern(reader: PackageReader, content: ProblemPackage): Promise<{ parts: AnyPart[]; losses: Loss[] }> {
  const [yaml, own] = [await reader.yaml('problem.yaml'), await reader.yaml('arbiter.yaml')];
  const settings = modernSettings(reader, yaml, own, content);
  const programs = await modernPrograms(reader, content);
  const data = await modernData(reader, content, programs, own);
  if (data.comparison) settings.comparison = data.comparison;
  const parts: AnyPart[] = [
    { id: randomUUID(), content: settings },
    { id: randomUUID(), content: data.order },
    ...data.groups,
    ...data.tests,
    ...data.cases,
    ...programs,
    ...(await statements(reader, content)),
    ...(await assets(reader, content)),
  ];
  reader.loseTheRest();
  return { parts: withRecipes(parts), losses: reader.losses };
}

async function statements(reader: PackageReader, content: ProblemPackage): Promise<Part<'statement'>[]> {
  const parts: Part<'statement'>[] = [];
  for (const { language, format, file } of content.statements) {
    const source = await reader.optionalFile(file.path);
    if (source) parts.push({ id: randomUUID(), content: { kind: 'statement', language, name: content.names[language] ?? '', format, source } });
  }
  for (const language of Object.keys(content.names)) if (!content.statements.some((each) => each.language === language)) reader.lose('problem.yaml', `The name in ${language} is not taken over: there is no statement in it.`);
  return parts;
}

async function assets(reader: PackageReader, content: ProblemPackage): Promise<Part<'asset'>[]> {
  const parts: Part<'asset'>[] = [];
  const add = async (place: ContentOf<'asset'>['place'], language: string | null, root: string, path: string) => {
    const file = await reader.optionalFile(`${root}/${path}`);
    if (file) parts.push({ id: randomUUID(), content: { kind: 'asset', place, language, path, file } });
  };
  const folder = content.statements[0]!.file.path.split('/')[0]!;
  for (const { path } of content.statementFiles) await add('statement', null, folder, path);
  for (const { path } of content.attachments) await add('attachment', null, 'attachments', path);
  for (const child of reader.tree.children('include')) {
    for (const node of reader.tree.filesUnder(child.path)) if (child.kind === 'folder') await add('include', child.name, child.path, node.path.slice(child.path.length + 1));
  }
  return parts;
}

/** What is in a package is taken to be made of what is in it. */
function withRecipes(parts: AnyPart[]): AnyPart[] {
  const arranged = arrange(parts);
  const solution = solutionRecipe(arranged);
  return parts.map((part) => {
    if (part.content.kind !== 'test') return part;
    let { input, answer } = part.content;
    if (input?.from === 'generator' && input.made) input = { ...input, made: { ...input.made, recipe: inputRecipe(input, arranged) ?? '' } };
    const from = input === null ? null : input.from === 'file' ? input.file : input.made;
    if (answer?.from === 'solution' && answer.made && solution && from) answer = { ...answer, made: { ...answer.made, recipe: answerRecipe(solution, from.hash, part.content) } };
    return { ...part, content: { ...part.content, input, answer } };
  });
}
