import { FOREIGN_ANSWERS } from './foreign-answers.ts';
import { SPOTLER_ANSWERS } from './spotler-answers.ts';

/** Every example. The tests of the client are driven by it, and the simulator plays it as faults. */
export const ANSWER_EXAMPLES = [...SPOTLER_ANSWERS, ...FOREIGN_ANSWERS] as const;

/** Name of an example. */
export type AnswerExampleName = (typeof ANSWER_EXAMPLES)[number]['name'];

export type { AnswerExample, Meaning } from './answer-example.ts';
