import { expect, it } from '@jest/globals';
import type { Decision } from '@spotler-connector/anonymization-policy';
import type { Holder, RecordReading } from './ports.ts';
import { askPreconditions, type Erasure, type PreconditionName } from './preconditions.ts';
import { aSharedWorld } from './testing/shared-world.ts';

const { source } = aSharedWorld([], false);

function erasing(rule: Decision['rule']): Decision {
  return { action: 'anonymize', rule, causes: [], policyVersion: 'test' };
}

function aReading(table: 'contact' | 'lead', presence: 'present' | 'deleted'): RecordReading {
  const flags = { state: 'active', email: null, doNotEmail: true, doNotBulkEmail: false } as const;
  const snapshot = presence === 'deleted' ? { table, presence } : { table, presence, ...flags };
  return { snapshot, version: null, externalId: '1', properties: {}, order: null };
}

const PRESENT: Erasure = {
  ref: { table: 'contact', id: '1' },
  decision: erasing('do-not-email'),
  reading: aReading('contact', 'present'),
  holders: [],
  origin: 'ours',
};
const DELETED: Erasure = {
  ...PRESENT,
  decision: erasing('deleted'),
  reading: aReading('contact', 'deleted'),
};
const HOLDER: Holder = { ref: { table: 'lead', id: '1' }, ...aReading('lead', 'present') };

it.each<[PreconditionName, Erasure, 'met' | 'not-met', string]>([
  ['organization', PRESENT, 'met', 'Our own Dataverse environment asks for it.'],
  [
    'organization',
    { ...PRESENT, origin: 'unknown' },
    'met',
    'The message names no organization, but the record itself says so.',
  ],
  [
    'organization',
    { ...DELETED, origin: 'unknown' },
    'not-met',
    'The message names no organization: a missing record proves nothing.',
  ],
  ['state', PRESENT, 'met', 'The record was read just now.'],
  ['state', DELETED, 'met', 'Dataverse says of this very id that it does not exist.'],
  [
    'state',
    { ...DELETED, decision: erasing('explicit') },
    'met',
    'Dataverse says of this very id that it does not exist.',
  ],
  [
    'state',
    { ...DELETED, decision: erasing('do-not-email') },
    'not-met',
    'The record is deleted, but the decision is not about that.',
  ],
  [
    'state',
    { ...DELETED, decision: erasing('do-not-email'), holders: [HOLDER] },
    'met',
    'The records that hold this contact were read just now.',
  ],
  [
    'state',
    { ...DELETED, holders: [HOLDER] },
    'met',
    'Dataverse says of this very id that it does not exist.',
  ],
  ['columns', PRESENT, 'met', 'Every column of contact that counts can be read.'],
  [
    'columns',
    { ...PRESENT, holders: [HOLDER, HOLDER] },
    'met',
    'Every column of contact and lead that counts can be read.',
  ],
  ['holder', PRESENT, 'met', 'No other record holds this contact.'],
  ['holder', { ...DELETED, holders: [HOLDER] }, 'not-met', 'Another record that exists holds this contact.'],
  [
    'holder',
    { ...PRESENT, holders: [HOLDER] },
    'met',
    'Other records hold this contact, and the strictest decision counts.',
  ],
  ['permit', PRESENT, 'met', 'Erasures have no limit here.'],
  [
    'permit',
    { ...PRESENT, permit: async () => 'permitted' },
    'met',
    'The limit on erasures leaves room for this one.',
  ],
  [
    'permit',
    { ...PRESENT, permit: async () => 'held' },
    'not-met',
    'The limit on erasures within an hour is used up: a person decides about more.',
  ],
])('%s is explained (%#)', async (precondition, erasure, answer, why) => {
  const answers = await askPreconditions(erasure, source);
  expect(answers.find((each) => each.precondition === precondition)).toEqual({ precondition, answer, why });
});

it('a bug is not taken for a condition that could not be asked', async () => {
  const bug = new TypeError('oops');
  const permit = () => Promise.reject(bug);
  await expect(askPreconditions({ ...PRESENT, permit }, source)).rejects.toBe(bug);
});
