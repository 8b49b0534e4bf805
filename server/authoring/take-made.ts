/** What judges have made of tests goes into the parts that it is for. Any number of servers may do it at once. */
import type { AuthoredContent } from '#contract/authoring.js';
import { changeParts, lockAuthored, selectOptionalPart } from '#database/authoring.js';
import { takeMade, type MadeStep } from '#database/authoring-generations.js';
import type { Database, Transaction } from '#database/connect.js';
import { answerRecipe } from './recipes.js';

/** Until there is nothing left to take. */
export async function takeAllMade(db: Database): Promise<void> {
  while (await takeMade(db, putIntoPart));
}

/** Where the test was changed meanwhile, what was made is there all the same, and out of date. Where it is made by no program any more, it is dropped. */
async function putIntoPart(tx: Transaction, { step, authoredId, test, solutionRecipe, blob }: MadeStep): Promise<void> {
  if (!(await lockAuthored(tx, authoredId))) return;
  const part = await selectOptionalPart(tx, authoredId, step.testId);
  if (part?.content.kind !== 'test') return;
  const { content } = part;
  const at = new Date().toISOString();
  let after: AuthoredContent | null = null;
  if (step.step === 'input' && content.input?.from === 'generator' && test.input.from === 'generator') {
    after = { ...content, input: { ...content.input, made: { ...blob, recipe: test.input.recipe, at } } };
  }
  if (step.step === 'answer' && content.answer?.from === 'solution' && solutionRecipe !== null) {
    const from = test.input.from === 'file' ? test.input.file : content.input?.from === 'generator' ? content.input.made : null;
    const recipe = answerRecipe(solutionRecipe, from?.hash ?? '', content);
    after = { ...content, answer: { from: 'solution', made: { ...blob, recipe, at } } };
  }
  if (after !== null) await changeParts(tx, { authoredId, author: null, changes: [{ id: part.id, content: after, keepsRevision: true }], generation: step.generationId });
}
