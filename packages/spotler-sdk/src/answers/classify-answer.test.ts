import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { type Meaning, SPOTLER_ANSWERS } from '../testing/answers/spotler-answers.ts';
import { type Answer, classifyAnswer } from './classify-answer.ts';

const ERROR_TYPES = ['CONTACT_NOT_FOUND', 'RESOURCE_NOT_FOUND', 'AUTH_NOT_FOUND', 'INVALID_PROPERTY', 'NEW'];
const ABSENT = ['contact-not-found-404', 'contact-not-found-404-xml'];
const EXAMPLES = SPOTLER_ANSWERS.map(({ name, ...example }) => [name, example] as const);

function json(errorType: string): string {
  return JSON.stringify({ errorType, message: 'CONTACT_NOT_FOUND' });
}

function xml(errorType: string): string {
  return `<errorResponse><errorType>${errorType}</errorType><message/></errorResponse>`;
}

const bodies = fc.oneof(
  fc.constantFrom('', ' ', '{}', '[]', 'null', '"CONTACT_NOT_FOUND"', 'CONTACT_NOT_FOUND'),
  fc.constantFrom(...EXAMPLES.map(([, { body }]) => body)),
  fc.constantFrom(...ERROR_TYPES).map(json),
  fc.constantFrom(...ERROR_TYPES).map(xml),
  fc.string(),
);
const answers = fc.record({
  status: fc.integer({ min: 100, max: 599 }),
  body: bodies,
  retryAfter: fc.constant(undefined),
});

function meaningOf(answer: Answer): string {
  if (answer.kind === 'ok') return 'ok';
  if (answer.kind === 'failure') return answer.failure;
  return answer.evidence === 'typed' ? 'absent' : 'bare';
}

/** A success is looked into by whoever asked: only then it can be told whether it is Spotler's. */
function expectedOf(means: Meaning): string {
  return means === 'done' || means === 'foreign' ? 'ok' : means;
}

describe('classifyAnswer', () => {
  it.each(EXAMPLES)('tells the means of the example %s', (_, { status, body, means }) => {
    const answer = classifyAnswer({ status, body, retryAfter: undefined });
    expect(meaningOf(answer)).toBe(expectedOf(means));
  });

  it('has an answer for everything', () => {
    fc.assert(
      fc.property(answers, (answer) => {
        expect(['ok', 'absent', 'failure']).toContain(classifyAnswer(answer).kind);
      }),
      { numRuns: 1000 },
    );
  });

  it('says that a contact is absent only when Spotler says so, or of a bare 404 or 410', () => {
    const typed = [
      ...[json, xml].map((form) => form('CONTACT_NOT_FOUND')),
      ...EXAMPLES.flatMap(([name, { body }]) => (ABSENT.includes(name) ? [body] : [])),
    ];
    fc.assert(
      fc.property(answers, (answer) => {
        const result = classifyAnswer(answer);
        if (result.kind !== 'absent') return;
        expect([400, 404, 410]).toContain(answer.status);
        if (result.evidence === 'typed') expect(typed).toContain(answer.body);
        else expect([answer.status === 400, answer.body]).toEqual([false, '']);
      }),
      { numRuns: 5000 },
    );
  });

  it('finds success only in a 2xx that is empty or JSON and names no error', () => {
    fc.assert(
      fc.property(answers, (answer) => {
        const result = classifyAnswer(answer);
        if (result.kind !== 'ok') return;
        expect(Math.floor(answer.status / 100)).toBe(2);
        expect(answer.body === '' || JSON.parse(answer.body) !== undefined).toBe(true);
        expect(ERROR_TYPES.map(json)).not.toContain(answer.body);
      }),
      { numRuns: 3000 },
    );
  });

  it('reads a contact that happens to speak of an errorType', () => {
    const body = JSON.stringify({ externalId: 'a', properties: { firstName: 'errorType' } });
    expect(classifyAnswer({ status: 200, body, retryAfter: undefined })).toMatchObject({ kind: 'ok' });
  });
});

describe('the examples', () => {
  it('are named differently, and say where they are from', () => {
    expect(new Set(EXAMPLES.map(([name]) => name)).size).toBe(EXAMPLES.length);
    expect(EXAMPLES.filter(([, { source }]) => source.length < 10)).toEqual([]);
  });
});
