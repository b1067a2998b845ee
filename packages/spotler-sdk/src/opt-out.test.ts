import { describe, expect, it } from '@jest/globals';
import { aJumpingClock } from './testing/jumping-clock.ts';
import {
  aClient,
  empty,
  json,
  propertiesWith,
  type ReceivedCall,
  refusal,
  type Script,
  scriptedApi,
  text,
} from './testing/scripted-api.ts';

const api = scriptedApi();
const LIST = '/contact/properties/list';
const PATH = '/contact/:id';
const REFUSED = refusal(400, 'INVALID_PROPERTY', 'Property permissions is invalid');
const UNKNOWN = refusal(404, 'CONTACT_NOT_FOUND');

function permissionsIn(call: ReceivedCall | undefined): unknown {
  return JSON.parse(call?.text ?? '').contact.properties.permissions;
}

function disabled(...bits: number[]): object[] {
  return bits.map((bit) => ({ bit, enabled: false }));
}

/** The contact with these permissions enabled, and bit 1 disabled. */
function contactWith(...enabled: number[]): Script {
  const permissions = [...disabled(1), ...enabled.map((bit) => ({ bit, enabled: true, description: 'p' }))];
  return json({ externalId: 'id-1', properties: { permissions } });
}

const OPTED_OUT = contactWith();

describe('contacts.optOut', () => {
  it('disables every permission of the account, alone, and reads the contact back', async () => {
    api.on('get', LIST, propertiesWith(1, 2, 64));
    const reads = api.on('get', PATH, OPTED_OUT);
    api.on('get', LIST, propertiesWith(1, 2, 64));
    const writes = api.on('put', PATH, empty(204));
    const result = await aClient().contacts.optOut('id-1');
    expect(result).toEqual({ outcome: 'opted-out', ambiguous: false });
    expect(writes.map(({ text: body }) => JSON.parse(body))).toEqual([
      {
        update: true,
        purge: false,
        contact: { externalId: 'id-1', properties: { permissions: disabled(1, 2, 64) } },
      },
    ]);
    expect(reads).toHaveLength(1);
  });

  it('reads the permissions of the account afresh, so that a new one is not left out', async () => {
    api.on('get', PATH, OPTED_OUT);
    const lists = api.on('get', LIST, propertiesWith(1), propertiesWith(1, 2));
    const writes = api.on('put', PATH, empty(204));
    const { contacts } = aClient();
    await contacts.optOut('id-1');
    await contacts.optOut('id-1');
    expect(lists).toHaveLength(2);
    expect(writes.map(permissionsIn)).toEqual([disabled(1), disabled(1, 2)]);
  });

  it('counts a refusal because of an opt-out as done, when reading back agrees', async () => {
    api.on('get', PATH, OPTED_OUT, contactWith(2));
    api.on('get', LIST, propertiesWith(1));
    api.on('put', PATH, refusal(400, 'CONTACT_OPTOUT'));
    const { contacts } = aClient();
    expect(await contacts.optOut('id-1')).toMatchObject({ outcome: 'opted-out' });
    await expect(contacts.optOut('id-1')).rejects.toMatchObject({ code: 'ERR_STILL_OPTED_IN' });
  });

  it('believes a contact without permissions: Spotler leaves out what has no data', async () => {
    api.on('get', PATH, json({ externalId: 'id-1', properties: {} }));
    api.on('get', LIST, propertiesWith(1));
    api.on('put', PATH, empty(204));
    expect(await aClient().contacts.optOut('id-1')).toMatchObject({ outcome: 'opted-out' });
  });

  it('opts out again when a permission turns out to be new, or the answer lags', async () => {
    const clock = aJumpingClock();
    api.on('get', PATH, contactWith(2), OPTED_OUT);
    api.on('get', LIST, propertiesWith(1), propertiesWith(1, 2));
    const writes = api.on('put', PATH, empty(204));
    expect(await aClient({ clock }).contacts.optOut('id-1')).toMatchObject({ outcome: 'opted-out' });
    expect(writes.map(permissionsIn)).toEqual([disabled(1), disabled(1, 2)]);
    expect(clock.sleeps).toEqual([1]);
  });

  it('rejects when a permission stays enabled, with a code of its own', async () => {
    api.on('get', PATH, contactWith(2));
    api.on('get', LIST, propertiesWith(1));
    const writes = api.on('put', PATH, empty(204));
    await expect(aClient().contacts.optOut('id-1')).rejects.toMatchObject({
      kind: 'rejected',
      code: 'ERR_STILL_OPTED_IN',
      property: 'permissions',
      optedOut: false,
    });
    expect(writes).toHaveLength(3);
  });

  it.each([
    ['says so', UNKNOWN, UNKNOWN],
    ['answers barely, path and credentials being proven', empty(404), empty(404)],
    ['says so when the contact is read back', empty(204), UNKNOWN],
  ])('finds nobody when Spotler %s', async (_, written, read) => {
    api.on('get', PATH, read);
    api.on('get', LIST, propertiesWith(1));
    api.on('put', PATH, written);
    expect(await aClient().contacts.optOut('id-1')).toMatchObject({ outcome: 'unknown-contact' });
  });

  it('does not believe a bare absence of a contact that can be read', async () => {
    const nobody = empty(404);
    const found = OPTED_OUT;
    api.on('get', PATH, (request) => (request.url.endsWith('/id-1') ? found(request) : nobody(request)));
    api.on('get', LIST, propertiesWith(1));
    api.on('put', PATH, empty(404));
    await expect(aClient().contacts.optOut('id-1')).rejects.toMatchObject({ code: 'ERR_ABSENCE_UNPROVEN' });
  });

  it.each([
    ['a page', text('<html>Not Found</html>', 404)],
    [
      'permissions that cannot be read',
      json({ externalId: 'id-1', properties: { permissions: { 1: true } } }),
    ],
  ])('rejects when reading back gives %s', async (_, read) => {
    api.on('get', PATH, read);
    api.on('get', LIST, propertiesWith(1));
    api.on('put', PATH, empty(204));
    await expect(aClient().contacts.optOut('id-1')).rejects.toMatchObject({ kind: 'protocol' });
  });

  it('reads the permissions again when Spotler refuses one, and tries once more', async () => {
    api.on('get', PATH, OPTED_OUT);
    const lists = api.on('get', LIST, propertiesWith(1, 2), propertiesWith(1, 4));
    const writes = api.on('put', PATH, REFUSED, empty(204));
    expect(await aClient().contacts.optOut('id-1')).toMatchObject({ outcome: 'opted-out' });
    expect(lists).toHaveLength(2);
    expect(permissionsIn(writes[1])).toEqual(disabled(1, 4));
  });

  it('is rejected when Spotler refuses permissions that have not changed', async () => {
    api.on('get', LIST, propertiesWith(1));
    const writes = api.on('put', PATH, REFUSED);
    const refused = { kind: 'rejected', property: 'permissions', errorType: 'INVALID_PROPERTY' };
    await expect(aClient().contacts.optOut('id-1')).rejects.toMatchObject(refused);
    expect(writes).toHaveLength(1);
  });

  it.each([
    ['has no permissions', json([{ name: 'email', type: 'email' }]), 'rejected'],
    ['has a bit that JavaScript would write back as another one', propertiesWith(2 ** 60), 'protocol'],
    ['cannot be read', json({}), 'protocol'],
    ['has no properties at all', json([]), 'protocol'],
  ])('claims no opt-out when the account %s', async (_, list, kind) => {
    api.on('get', LIST, list);
    const writes = api.on('put', PATH, empty(204));
    await expect(aClient().contacts.optOut('id-1')).rejects.toMatchObject({ kind });
    expect(writes).toHaveLength(0);
  });
});

describe('contacts.upsert', () => {
  it('leaves the permissions alone', async () => {
    const writes = api.on('post', '/contact', empty(204));
    const result = await aClient().contacts.upsert({ externalId: 'id-1', properties: { firstName: 'Jan' } });
    expect(result).toEqual({ ambiguous: false });
    expect(permissionsIn(writes[0])).toBeUndefined();
  });
});

describe('contacts.update', () => {
  it('says whether the contact was there', async () => {
    api.on('put', PATH, empty(204), UNKNOWN);
    const client = aClient();
    const contact = { externalId: 'id-1', properties: { firstName: 'Jan' } };
    expect(await client.contacts.update(contact)).toEqual({ outcome: 'updated', ambiguous: false });
    expect(await client.contacts.update(contact)).toEqual({ outcome: 'unknown-contact', ambiguous: false });
  });
});
