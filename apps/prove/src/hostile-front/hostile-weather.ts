import { DATAVERSE_ANSWERS } from '@spotler-connector/dataverse/answers';
import {
  type FrontAction,
  type FrontAnswer,
  type FrontPlan,
  GATEWAY_ANSWERS,
  seededPlan,
} from '@spotler-connector/local-services/front';
import { SPOTLER_ANSWERS } from '@spotler-connector/spotler-sdk/answers';
import type { Random } from '../random.ts';

/** Answers before Spotler. None is Spotler's own statement that it knows no such contact. */
const BEFORE_SPOTLER: readonly FrontAnswer[] = [
  ...GATEWAY_ANSWERS,
  ...SPOTLER_ANSWERS.filter(({ means }) => means !== 'absent'),
];

/** Answers before Dataverse that are about the whole request, and so may be given to a batch as well. */
const BEFORE_DATAVERSE: readonly FrontAnswer[] = [
  ...GATEWAY_ANSWERS,
  ...DATAVERSE_ANSWERS.filter(({ body }) => typeof body === 'string').map(({ status, headers, body }) => ({
    status,
    headers,
    body: String(body),
  })),
];

/**
 * Names of answers about one row that do not say that it is deleted. The simulator gives them in batches too.
 */
const ABOUT_ROWS = DATAVERSE_ANSWERS.filter(({ means }) => means !== 'deleted').map(({ name }) => name);

const CUTS: readonly [FrontAction, ...FrontAction[]] = [
  { kind: 'cut', when: 'before-request' },
  { kind: 'cut', when: 'after-request' },
  { kind: 'cut', when: 'within-answer' },
];

/** Draws the weather before Spotler. */
export function weatherBeforeSpotler(random: Random): FrontPlan {
  return weather(random, BEFORE_SPOTLER);
}

/** Draws the weather before Dataverse. */
export function weatherBeforeDataverse(random: Random): FrontPlan {
  return weather(random, BEFORE_DATAVERSE);
}

/** Draws a fault of the simulated Dataverse about one row. */
export function faultAboutRow(random: Random): { answer: string; after: number; times: number } {
  const answer = ABOUT_ROWS[random.below(ABOUT_ROWS.length)] ?? '';
  return { answer, after: random.below(3), times: 1 + random.below(4) };
}

/**
 * Bad answers, most of them instead of the true one, some after the request was carried out, and broken
 * connections. A bare 404 or 410 could pass for an answer about a contact or a row: they are as likely as all
 * other answers together.
 */
function weather(random: Random, answers: readonly FrontAnswer[]): FrontPlan {
  const bare = answers.filter(({ status, body = '' }) => body === '' && (status === 404 || status === 410));
  const kinds = ['answer', 'answer', 'answer', 'replace', 'cut'] as const;
  function action(): FrontAction {
    const kind = kinds[random.below(kinds.length)] ?? 'cut';
    if (kind === 'cut') return random.pick(CUTS);
    const among = random.below(2) === 0 ? bare : answers;
    const answer = among[random.below(among.length)];
    return answer === undefined ? { kind: 'pass' } : { kind, answer };
  }
  // Things that happen for a whole phase are drawn once, all others for each request.
  const steady = Array.from({ length: 8 }, action).map((drawn) => () => drawn);
  return seededPlan({ random: random.next, actions: [...steady, action], maxPhase: 12, calm: 0.5 });
}
