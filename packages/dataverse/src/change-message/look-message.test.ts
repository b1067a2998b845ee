import { describe, expect, it } from '@jest/globals';
import { decodeChangeMessage } from './decode-change-message.ts';
import { jobLookMessage, lookMessage, lookReasonOf } from './look-message.ts';
import { A_RECORD_ID, aChangeMessage } from './testing/a-change-message.ts';

const ref = { table: 'lead', id: A_RECORD_ID } as const;
const organizationId = '00aa00aa-bb11-cc22-dd33-44ee44ee44ee';

function decoded(body: unknown, externalIdColumn?: string) {
  return decodeChangeMessage(new TextEncoder().encode(JSON.stringify(body)), { externalIdColumn });
}

describe('a message that asks to look at a record', () => {
  it.each(['sweep', 'second-look'] as const)('is understood as a change, and says why: %s', (reason) => {
    const message = decoded(lookMessage({ ref, reason, organizationId }));
    expect(message).toMatchObject({ kind: 'change', records: [ref], organizationId });
    expect(message).toHaveProperty('externalIds', {});
    expect(message.kind === 'change' && lookReasonOf(message.messageName)).toBe(reason);
  });

  it.each([undefined, 'new_spotlerid'])(
    'tells the contact that it is about, with external id column %s',
    (column) => {
      const contactId = A_RECORD_ID.toUpperCase();
      const message = decoded(lookMessage({ ref, reason: 'sweep', organizationId, contactId }), column);
      expect(message).toMatchObject({ externalIds: { [A_RECORD_ID]: contactId } });
    },
  );

  it.each([
    ['second-look', 1_700_000_000_000, 1_700_000_000_000],
    ['second-look', undefined, undefined],
    ['second-look', 0.5, undefined],
    ['sweep', 1_700_000_000_000, undefined],
  ] as const)('tells when the contact was erased: %s, %s', (reason, erasedAt, understood) => {
    const message = decoded(lookMessage({ ref, reason, organizationId, erasedAt }));
    expect(message).toMatchObject({ kind: 'change', erasedAt: understood });
  });

  it.each(['', 7, null])('tells no contact such as %j', (SpotlerContactId) => {
    const body = { ...lookMessage({ ref, reason: 'sweep', organizationId }), SpotlerContactId };
    expect(decoded(body)).toHaveProperty('externalIds', {});
  });

  it('has names for contact and time that workers of every version know', () => {
    const body = lookMessage({ ref, reason: 'second-look', organizationId, contactId: 'S-7', erasedAt: 5 });
    expect(body).toMatchObject({
      MessageName: 'SpotlerConnectorSecondLook',
      SpotlerContactId: 'S-7',
      SpotlerErasedAt: 5,
    });
  });

  it('says no more than it was given', () => {
    expect(lookMessage({ ref, reason: 'sweep', organizationId })).toStrictEqual({
      MessageName: 'SpotlerConnectorSweep',
      PrimaryEntityName: 'lead',
      PrimaryEntityId: A_RECORD_ID,
      OrganizationId: organizationId,
    });
  });

  it('can be about a Spotler Job, which is then carried out as if it were new', () => {
    const body = jobLookMessage('new_spotlerjob', A_RECORD_ID, { organizationId });
    const bytes = new TextEncoder().encode(JSON.stringify(body));
    expect(decodeChangeMessage(bytes, { jobTable: 'new_spotlerjob' })).toMatchObject({
      kind: 'job',
      id: A_RECORD_ID,
      messageName: 'Create',
      organizationId,
    });
  });

  it('is no other event, which tells no contact id in this way', () => {
    const body = aChangeMessage({ MessageName: 'Update', SpotlerContactId: 'S-7' });
    expect(decodeChangeMessage(body)).toMatchObject({ messageName: 'Update', externalIds: {} });
    expect(lookReasonOf('Update')).toBeUndefined();
  });
});
