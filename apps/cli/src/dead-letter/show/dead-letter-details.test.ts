import { describe, expect, it } from '@jest/globals';
import { aDeadLetter, CANARY, RECORD_ID } from '../../testing/a-dead-letter.ts';
import { maskedBody } from '../message/masked-body.ts';
import { deadLetterDetails } from './dead-letter-details.ts';

describe('deadLetterDetails', () => {
  it('shows what happened to which record, and masks the rest', () => {
    const deadLetter = aDeadLetter({
      messageId: CANARY,
      contentType: CANARY,
      deadLetterErrorDescription: `Refused ${CANARY}`,
      applicationProperties: { [CANARY]: 'a', organization: CANARY },
    });
    const details = deadLetterDetails(deadLetter, false);
    expect(details).toMatchObject({
      records: [{ table: 'contact', id: RECORD_ID }],
      messageId: '‹masked›',
      description: '‹masked›',
      properties: { '‹masked›': '‹masked›', organization: '‹masked›' },
    });
    expect(JSON.stringify(details)).not.toContain('canary');
  });

  it("shows the worker's own descriptions, which quote nobody, whatever the reason", () => {
    const text = "Spotler refuses the contact's data.";
    expect(deadLetterDetails(aDeadLetter(), false).description).toBe(text);
    expect(deadLetterDetails(aDeadLetter({ deadLetterReason: 'Unheard' }), false).description).toBe(text);
  });

  it('masks a description that quotes a person beside a reason of ours', () => {
    const quoting = aDeadLetter({ deadLetterErrorDescription: 'Canary van Delft could not be erased.' });
    expect(deadLetterDetails(quoting, false).description).toBe('‹masked›');
    expect(deadLetterDetails(quoting, true).description).toContain('Canary');
  });

  it('shows what is wrong with a body as the worker says it, and as nobody else does', () => {
    const deadLetterReason = 'MalformedMessage';
    const body = Buffer.from('{}');
    const { malformed } = deadLetterDetails(aDeadLetter({ body }), false);
    const own = aDeadLetter({ body, deadLetterReason, deadLetterErrorDescription: malformed ?? '' });
    const other = aDeadLetter({ body, deadLetterReason, deadLetterErrorDescription: `${malformed} Canary` });
    expect(deadLetterDetails(own, false).description).toBe(malformed);
    expect(deadLetterDetails(other, false).description).toBe('‹masked›');
  });

  it('shows everything when it is to be revealed', () => {
    expect(JSON.stringify(deadLetterDetails(aDeadLetter(), true).body)).toContain(CANARY);
    expect(deadLetterDetails(aDeadLetter({ body: Buffer.from(CANARY) }), true).body).toBe(CANARY);
  });

  it('says what is wrong with a body that can not be understood', () => {
    const { malformed, body } = deadLetterDetails(
      aDeadLetter({ body: Buffer.from(`<a>${CANARY}</a>`) }),
      false,
    );
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
