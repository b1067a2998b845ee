import { readFileSync } from 'node:fs';
import { describe, expect, it } from '@jest/globals';
import { decodeChangeMessage } from './decode-change-message.ts';
import {
  A_RECORD_ID,
  ANOTHER_RECORD_ID,
  aChangeMessage,
  anEntity,
  aReference,
} from './testing/a-change-message.ts';

function bytes(text: string) {
  return new TextEncoder().encode(text);
}
function sample(name: string) {
  return readFileSync(new URL(`../../samples/${name}`, import.meta.url));
}

describe('real bodies', () => {
  it('decodes the Update of a contact', () => {
    expect(decodeChangeMessage(sample('01-update-contact-async-docs.json'))).toEqual({
      kind: 'change',
      records: [{ table: 'contact', id: '6d81597f-0f9f-e711-8122-000d3aa2331c' }],
      messageName: 'Update',
      operationId: '4af10637-4ea2-e711-8122-000d3aa2331c',
      correlationId: 'aaaa0000-bb11-2222-33cc-444444dddddd',
      organizationId: '00aa00aa-bb11-cc22-dd33-44ee44ee44ee',
      initiatingUserId: '11bb11bb-cc22-dd33-ee44-55ff55ff55ff',
      changedAt: 1_506_409_448_000,
      stripped: false,
      externalIds: {},
    });
  });

  it('decodes the Delete of an account, whose Target is a reference', () => {
    expect(decodeChangeMessage(sample('09-delete-account-sync.json'))).toMatchObject({
      kind: 'change',
      records: [{ table: 'account', id: '01b5eeb5-455e-ee11-be6f-000d3a1aaa29' }],
      messageName: 'Delete',
    });
  });

  it.each([
    ['04-update-customactivity-state-preimage-parties.json', 'new_customactivity'],
    ['17-update-incident-stripped-over-limit-handmade.json', 'incident'],
  ])('leaves %s alone as foreign', (name, table) => {
    expect(decodeChangeMessage(sample(name))).toEqual({ kind: 'foreign', table, messageName: 'Update' });
  });
});

describe('which records a message names', () => {
  it('names both records of a Merge, the survivor first', () => {
    const body = aChangeMessage({
      MessageName: 'Merge',
      InputParameters: [
        { key: 'Target', value: aReference('contact', A_RECORD_ID) },
        { key: 'SubordinateId', value: ANOTHER_RECORD_ID },
        { key: 'UpdateContent', value: anEntity('contact', '00000000-0000-0000-0000-000000000000') },
      ],
    });
    expect(decodeChangeMessage(body)).toMatchObject({
      records: [
        { table: 'contact', id: A_RECORD_ID },
        { table: 'contact', id: ANOTHER_RECORD_ID },
      ],
    });
  });
});

describe('jobs', () => {
  it('knows a job by the configured table', () => {
    const body = aChangeMessage({
      MessageName: 'Create',
      PrimaryEntityName: 'dh_job',
      InputParameters: [{ key: 'Target', value: anEntity('dh_job', A_RECORD_ID) }],
    });
    expect(decodeChangeMessage(body, { jobTable: 'dh_Job' })).toMatchObject({ kind: 'job', id: A_RECORD_ID });
    expect(decodeChangeMessage(body)).toMatchObject({ kind: 'foreign', table: 'dh_job' });
  });

  it('without an id are malformed, and no message to complete', () => {
    const members = { PrimaryEntityName: 'dh_job', PrimaryEntityId: null, InputParameters: [] };
    const body = aChangeMessage({ MessageName: 'Create', ...members });
    expect(decodeChangeMessage(body, { jobTable: 'dh_Job' })).toMatchObject({ kind: 'malformed' });
    expect(decodeChangeMessage(body)).toMatchObject({ kind: 'foreign' });
  });
});

describe('what a message says of itself', () => {
  it('is null where it says nothing', () => {
    const nothing = { OperationId: null, OrganizationId: undefined, InitiatingUserId: 'anna@example.org' };
    expect(decodeChangeMessage(aChangeMessage(nothing))).toMatchObject({
      operationId: null,
      organizationId: null,
      initiatingUserId: null,
    });
  });

  it('never has a free text for a table, for the log has it', () => {
    const body = aChangeMessage({ PrimaryEntityName: 'anna@example.org', InputParameters: [] });
    expect(JSON.stringify(decodeChangeMessage(body))).not.toContain('anna');
  });
});

describe('bodies that are not what they should be', () => {
  it.each([
    ['XML', '<?xml version="1.0"?><RemoteExecutionContext/>', 'The body is XML, not JSON.'],
    ['.NET binary', '@\u0016RemoteExecutionContext\b', 'The body is .NET binary XML, not JSON.'],
  ])('says how to mend %s', (_, body, message) => {
    const decoded = decodeChangeMessage(bytes(body));
    expect(decoded).toMatchObject({
      kind: 'malformed',
      report: { problems: [{ path: '$', expected: 'JSON' }] },
    });
    expect(JSON.stringify(decoded)).toContain(message);
    expect(JSON.stringify(decoded)).toContain("Set the service endpoint's message format to JSON");
  });
});
