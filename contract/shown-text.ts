/** Texts that stand in a line among those of other people: names, groups, seats. */
import { z } from 'zod';

/** Ends of lines, other control characters, what turns the direction of everything behind it, and what nobody sees. Joiners stay: scripts and emoji need them. */
const OUT_OF_LINE = /[\p{Cc}\p{Cs}\p{Zl}\p{Zp}\u00ad\u200b\u202a-\u202e\u2060\u2066-\u2069\ufeff]/u;
const BLANK = /[\u115f\u1160\u2800\u3164\uffa0]/gu;
const VISIBLE = /[\p{L}\p{N}\p{P}\p{S}]/u;

export const isOneLine = (text: string): boolean => !OUT_OF_LINE.test(text);

/** The same letters are the same text, however they were typed: names are told apart by what is seen. */
export const oneLineSchema = (most: number) => z.string().trim().normalize('NFC').max(most).refine(isOneLine, 'Use one line, without control characters');

/** A name, of which something can be seen. */
export const shownNameSchema = (most: number) => oneLineSchema(most).min(1).refine((name) => VISIBLE.test(name.replaceAll(BLANK, '')), 'Use letters that can be seen');
