import { describe, expect, it } from '@jest/globals';
import { aLetter, CANARY, RECORD_ID } from '../../testing/a-letter.ts';
import { maskedBody } from '../letters/masked-body.ts';
import { letterDetails } from './letter-details.ts';

describe('letterDetails', () => {
  it('shows what happened to which record, and masks the rest', () => {
    const letter = aLetter({
      messageId: CANARY,
      contentType: CANARY,
      deadLetterErrorDescription: `Refused ${CANARY}`,
      applicationProperties: { [CANARY]: 'a', organization: CANARY },
    });
    const details = letterDetails(letter, false);
    expect(details).toMatchObject({
      records: [{ table: 'contact', id: RECORD_ID }],
      messageId: '‹masked›',
      description: '‹masked›',
      properties: { '‹masked›': '‹masked›', organization: '‹masked›' },
    });
    expect(JSON.stringify(details)).not.toContain('canary');
  });

  it("shows the worker's own descriptions, which quote nobody", () => {
    expect(letterDetails(aLetter(), false).description).toBe('Refused.');
    expect(letterDetails(aLetter({ deadLetterReason: 'Unheard' }), false).description).toBe('‹masked›');
  });

  it('shows everything when it is to be revealed', () => {
    expect(JSON.stringify(letterDetails(aLetter(), true).body)).toContain(CANARY);
    expect(letterDetails(aLetter({ body: Buffer.from(CANARY) }), true).body).toBe(CANARY);
  });

  it('says what is wrong with a body that can not be understood', () => {
    const { malformed, body } = letterDetails(aLetter({ body: Buffer.from(`<a>${CANARY}</a>`) }), false);
    expect(malformed).toContain('XML');
    expect(body).toBe('‹masked› (not JSON)');
  });
});

describe('maskedBody', () => {
  it('masks values whatever they are called, and names that are no words', () => {
    const masked = maskedBody({
      MessageName: CANARY,
      PrimaryEntityId: 'canary',
      Id: CANARY,
      key: 'canary canary',
      [CANARY]: 1,
      birthdate: '/Date(1)/',
      Depth: 3,
      donotemail: true,
      none: null,
      list: [CANARY, { LogicalName: 'contact' }],
    });
    expect(JSON.stringify(masked)).not.toContain('canary');
    expect(masked).toMatchObject({
      Depth: 3,
      birthdate: '‹text›',
      donotemail: '‹true or false›',
      none: null,
      list: ['‹text›', { LogicalName: 'contact' }],
    });
  });
});
