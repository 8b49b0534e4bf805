/** The words behind a command's name, read by node:util; whatever does not fit is a UsageError. */
import { parseArgs, type ParseArgsConfig } from 'node:util';
import { UsageError } from './command.js';

/** `places`: how many words there must be that are no options, at least and at most. */
export function readWords<const O extends NonNullable<ParseArgsConfig['options']>>(words: readonly string[], options: O, places: readonly [number, number]) {
  try {
    const { values, positionals } = parseArgs({ args: [...words], options, allowPositionals: true, strict: true });
    if (positionals.length < places[0]) throw new UsageError('Something is missing.');
    if (positionals.length > places[1]) throw new UsageError(`"${positionals[places[1]]}" is too much.`);
    return { values, named: positionals };
  } catch (error) {
    throw error instanceof TypeError ? new UsageError(error.message) : error;
  }
}
