import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { classifyAnswer } from './classify-answer.ts';

const ERROR_TYPES = [
  'CONTACT_NOT_FOUND',
  'RESOURCE_NOT_FOUND',
  'AUTH_NOT_FOUND',
  'INVALID_PROPERTY',
  'NEW_TYPE',
];
const json = (errorType: string): string => JSON.stringify({ errorType, message: 'CONTACT_NOT_FOUND' });
const xml = (errorType: string): string => `<e><errorType>${errorType}</errorType></e>`;

const bodies = fc.oneof(
  fc.constantFrom(
    '',
    ' ',
    '{}',
    '[]',
    'null',
    '"CONTACT_NOT_FOUND"',
    'CONTACT_NOT_FOUND',
    '<html>CONTACT_NOT_FOUND</html>',
  ),
  fc.constantFrom(...ERROR_TYPES).map(json),
  fc.constantFrom(...ERROR_TYPES).map(xml),
  fc.string(),
);
const answers = fc.record({
  status: fc.integer({ min: 100, max: 599 }),
  body: bodies,
  retryAfter: fc.constant(undefined),
});

describe('classifyAnswer', () => {
  it('has an answer for everything', () => {
    fc.assert(
      fc.property(answers, (answer) => {
        expect(['ok', 'absent', 'failure']).toContain(classifyAnswer(answer).kind);
      }),
      { numRuns: 1000 },
    );
  });

  it('says that a contact is certainly absent only when Spotler says so, or with a plain 410', () => {
    fc.assert(
      fc.property(answers, (answer) => {
        const result = classifyAnswer(answer);
        if (result.kind !== 'absent' || !result.certain) return;
        const named = [json, xml].some((form) => form('CONTACT_NOT_FOUND') === answer.body);
        expect(named || (answer.status === 410 && ['', ' ', '{}'].includes(answer.body))).toBe(true);
        expect([401, 403, 429]).not.toContain(answer.status);
      }),
      { numRuns: 3000 },
    );
  });

  it('finds success only in a 2xx that is empty or JSON and names no error', () => {
    fc.assert(
      fc.property(answers, (answer) => {
        const result = classifyAnswer(answer);
        if (result.kind !== 'ok') return;
        expect(Math.floor(answer.status / 100)).toBe(2);
        expect(answer.body.trim() === '' || JSON.parse(answer.body) !== undefined).toBe(true);
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
