import { FROM_IN_FRONT } from './from-in-front.ts';
import { OWN_ANSWERS } from './own-answers.ts';

export type { Meaning, SpotlerAnswer } from './spotler-answer.ts';

/**
 * Examples of answers to a question about one contact, each with its source. They drive the tests of what is
 * read from an answer and the simulator's faults, so that both know Spotler from the same place.
 */
export const SPOTLER_ANSWERS = [...OWN_ANSWERS, ...FROM_IN_FRONT] as const;

/** Name of an example. */
export type SpotlerAnswerName = (typeof SPOTLER_ANSWERS)[number]['name'];
