import { describe, expect, it } from '@jest/globals';
import {
  answering,
  bare,
  type Outcome,
  ok,
  propertiesOf,
  refused,
  unknown,
} from '../testing/answering-connection.ts';
import { aJumpingClock } from '../testing/jumping-clock.ts';
import { createSingleContacts, type SingleContacts } from './single-contacts.ts';

const LIST = 'GET /contact/properties/list';
const READ = 'GET /contact/{externalId}';
const UPDATE = 'PUT /contact/{externalId}';
const CREATE = 'POST /contact';
const ANONYMIZE = 'PUT /contact/anonymize/{externalId}';
const SHOWN = { externalId: 'id-1', properties: {} };
const contact = { externalId: 'id-1', properties: { city: 'Delft' } };

function contactsWith(outcomes: Parameters<typeof answering>[0]) {
  const { connection } = answering({ [LIST]: [propertiesOf(1)], ...outcomes });
  const options = { clock: aJumpingClock(), retry: { attempts: 1, minDelayMs: 1, maxDelayMs: 1 } };
  return {
    contacts: createSingleContacts(connection, options, ({ ask }) => ask()),
    /** The same, with each call in doubt from the beginning. */
    doubtful: createSingleContacts(
      {
        ...connection,
        runCall: (signal, work) =>
          connection.runCall(signal, (scope) => {
            scope.markAmbiguous();
            return work(scope);
          }),
      },
      options,
      ({ ask }) => ask(),
    ),
  };
}

type Call = (contacts: SingleContacts) => Promise<unknown>;
type Outcomes = Partial<Record<typeof READ | typeof UPDATE | typeof CREATE | typeof ANONYMIZE, Outcome[]>>;

function anonymize(contacts: SingleContacts): Promise<unknown> {
  return contacts.anonymize('id-1');
}
function update(contacts: SingleContacts): Promise<unknown> {
  return contacts.update(contact);
}
function updateOrCreate(contacts: SingleContacts): Promise<unknown> {
  return contacts.updateOrCreate(contact);
}
function upsertOptedOut(contacts: SingleContacts): Promise<unknown> {
  return contacts.upsertOptedOut(contact);
}
function optOut(contacts: SingleContacts): Promise<unknown> {
  return contacts.optOut('id-1');
}
const EXISTS = refused('CONTACT_ALREADY_EXISTS');

describe('a write', () => {
  it.each<[string, Call, Outcomes, object]>([
    ['anonymizes', anonymize, { [ANONYMIZE]: [ok(204)] }, { outcome: 'anonymized', status: 204 }],
    [
      'anonymizes, as in the old days',
      anonymize,
      { [ANONYMIZE]: [bare(410)] },
      { outcome: 'anonymized', status: 410 },
    ],
    [
      'anonymizes nobody',
      anonymize,
      { [ANONYMIZE]: [unknown(400)] },
      { outcome: 'already-anonymized', status: 400 },
    ],
    ['updates', update, { [UPDATE]: [ok(200)] }, { outcome: 'updated' }],
    ['updates nobody', update, { [UPDATE]: [unknown()] }, { outcome: 'unknown-contact' }],
    ['updates rather than creates', updateOrCreate, { [UPDATE]: [ok(204)] }, { created: false }],
    [
      'creates what it can not update',
      updateOrCreate,
      { [UPDATE]: [unknown()], [CREATE]: [ok(204)] },
      { created: true },
    ],
    ['writes', (contacts) => contacts.upsert(contact), { [CREATE]: [ok(204)] }, {}],
    ['opts out', optOut, { [UPDATE]: [ok(204)], [READ]: [ok(200, SHOWN)] }, { outcome: 'opted-out' }],
    ['opts nobody out', optOut, { [UPDATE]: [unknown()] }, { outcome: 'unknown-contact' }],
    [
      'writes opted out',
      upsertOptedOut,
      { [UPDATE]: [ok(204)], [READ]: [ok(200, SHOWN)] },
      { created: false },
    ],
    [
      'creates opted out',
      upsertOptedOut,
      { [UPDATE]: [unknown()], [CREATE]: [ok(201)], [READ]: [ok(200, SHOWN)] },
      { created: true },
    ],
  ])('%s, and says whether a try of it is in doubt', async (_title, call, outcomes, result) => {
    expect(await call(contactsWith(outcomes).contacts)).toEqual({ ...result, ambiguous: false });
    expect(await call(contactsWith(outcomes).doubtful)).toEqual({ ...result, ambiguous: true });
  });

  it('may have created what exists, when a try is in doubt', async () => {
    const outcomes = { [UPDATE]: [unknown(), ok(204)], [CREATE]: [EXISTS] };
    expect(await updateOrCreate(contactsWith(outcomes).contacts)).toEqual({
      created: false,
      ambiguous: false,
    });
    expect(await updateOrCreate(contactsWith(outcomes).doubtful)).toEqual({ created: true, ambiguous: true });
  });
});

describe('a read', () => {
  it('gives the contact, or that it is present', async () => {
    const { contacts } = contactsWith({ [READ]: [ok(200, SHOWN)] });
    expect(await contacts.get('id-1')).toEqual(SHOWN);
    expect(await contacts.verify('id-1')).toBe('present');
  });

  it('gives null, or that it is gone', async () => {
    const { contacts } = contactsWith({ [READ]: [unknown()] });
    expect(await contacts.get('id-1')).toBeNull();
    expect(await contacts.verify('id-1')).toBe('gone');
  });
});
