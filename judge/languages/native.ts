/** What C, C++, Go and Rust share: one executable, no runtime to speak of. */
import { inBuild, type Command, type MemoryPolicy } from './language.js';

export const PROGRAM = inBuild('.program');

export const runProgram = (): Command => ({ command: [PROGRAM] });

export const nativeMemory = (death: RegExp, overheadKib = 0): MemoryPolicy => ({ overheadKib, death, heapIsLimited: false });
