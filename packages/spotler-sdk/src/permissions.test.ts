import { describe, expect, it } from '@jest/globals';
import { aJumpingClock } from './testing/jumping-clock.ts';
import {
  aClient,
  empty,
  json,
  propertiesWith,
  refusal,
  scriptedApi,
  silence,
  text,
} from './testing/scripted-api.ts';

const api = scriptedApi();
const LIST = '/contact/properties/list';
const PATH = '/contact/:id';
const REFUSED = refusal(400, 'INVALID_PROPERTY', 'Property permissions is invalid');

function permissionsIn(body: string | undefined): unknown {
  return JSON.parse(body ?? '').contact.properties.permissions;
}

const disabled = (...bits: number[]): object[] => bits.map((bit) => ({ bit, enabled: false }));

describe('contacts.resetPermissions', () => {
  it('disables every bit of the account in one request, and asks for the bits once', async () => {
    const lists = api.on('get', LIST, propertiesWith(1, 2, 64));
    const writes = api.on('put', PATH, empty(204));
    const client = aClient();
    expect(await client.contacts.resetPermissions('id-1')).toBe('reset');
    expect(await client.contacts.resetPermissions('id-2')).toBe('reset');
    expect(lists).toHaveLength(1);
    expect(writes).toHaveLength(2);
    expect(JSON.parse(writes[0]?.text ?? '')).toEqual({
      update: true,
      purge: false,
      contact: { externalId: 'id-1', properties: { permissions: disabled(1, 2, 64) } },
    });
  });

  it('asks for the bits once, also when many calls begin at the same time', async () => {
    const lists = api.on('get', LIST, propertiesWith(1));
    api.on('put', PATH, empty(204));
    const { contacts } = aClient();
    await Promise.all(Array.from({ length: 20 }, (_, id) => contacts.resetPermissions(`id-${id}`)));
    expect(lists).toHaveLength(1);
  });

  it('does not let one call fail because another one gave up reading the bits', async () => {
    const lists = api.on('get', LIST, silence, propertiesWith(1));
    api.on('put', PATH, empty(204));
    const { contacts } = aClient();
    const impatient = new AbortController();
    const first = contacts.resetPermissions('id-1', { signal: impatient.signal });
    const second = contacts.resetPermissions('id-2');
    while (lists.length === 0) await new Promise((resolve) => setTimeout(resolve, 1));
    impatient.abort(new Error('shutting down'));
    await expect(first).rejects.toThrow('shutting down');
    await expect(second).resolves.toBe('reset');
  });

  it('reads the bits anew when they are an hour old, so that a new permission is not left out', async () => {
    const clock = aJumpingClock();
    const lists = api.on('get', LIST, propertiesWith(1), propertiesWith(1, 2));
    const writes = api.on('put', PATH, empty(204));
    const { contacts } = aClient({ clock });
    await contacts.resetPermissions('id-1');
    clock.advance(3_599_999);
    await contacts.resetPermissions('id-1');
    expect(lists).toHaveLength(1);
    clock.advance(1);
    await contacts.resetPermissions('id-1');
    expect(lists).toHaveLength(2);
    expect(permissionsIn(writes[2]?.text)).toEqual(disabled(1, 2));
  });

  it.each([
    ['says so', refusal(404, 'CONTACT_NOT_FOUND')],
    ['answers 404 only, the base path being proven by the list', empty(404)],
    ['answers 404 as HTML', text('<html></html>', 404)],
  ])('leaves a contact absent when Spotler %s', async (_, answer) => {
    api.on('get', LIST, propertiesWith(1));
    const writes = api.on('put', PATH, answer);
    expect(await aClient().contacts.resetPermissions('id-1')).toBe('unknown-contact');
    expect(writes).toHaveLength(1);
  });

  it('reads the bits anew when Spotler refuses one, and tries once more', async () => {
    const lists = api.on('get', LIST, propertiesWith(1, 2), propertiesWith(1, 4));
    const writes = api.on('put', PATH, REFUSED, empty(204));
    expect(await aClient().contacts.resetPermissions('id-1')).toBe('reset');
    expect(lists).toHaveLength(2);
    expect(permissionsIn(writes[1]?.text)).toEqual(disabled(1, 4));
  });

  it('is rejected when Spotler refuses bits that have not changed', async () => {
    api.on('get', LIST, propertiesWith(1));
    const writes = api.on('put', PATH, REFUSED);
    await expect(aClient().contacts.resetPermissions('id-1')).rejects.toMatchObject({
      kind: 'rejected',
      property: 'permissions',
    });
    expect(writes).toHaveLength(1);
  });

  it('does not look for new bits when Spotler refuses something else', async () => {
    const lists = api.on('get', LIST, propertiesWith(1), propertiesWith(2));
    api.on('post', '/contact', refusal(400, 'INVALID_PROPERTY', 'Email is invalid'));
    const contact = { externalId: 'id-1', properties: { email: 'x' } };
    await expect(aClient().contacts.upsert(contact, { optOut: true })).rejects.toMatchObject({
      property: 'email',
    });
    expect(lists).toHaveLength(1);
  });

  it.each([
    ['has no permissions', json([{ name: 'email', type: 'email' }]), 'rejected'],
    ['has a bit that JavaScript would write back as another one', propertiesWith(2 ** 60), 'protocol'],
    ['cannot be read', json({}), 'protocol'],
  ])('claims no opt-out when the account %s', async (_, list, kind) => {
    api.on('get', LIST, list);
    const writes = api.on('put', PATH, empty(204));
    await expect(aClient().contacts.resetPermissions('id-1')).rejects.toMatchObject({ kind });
    expect(writes).toHaveLength(0);
  });
});

describe('contacts.upsert', () => {
  it('leaves the permissions alone unless told otherwise', async () => {
    const writes = api.on('post', '/contact', empty(204));
    await aClient().contacts.upsert({ externalId: 'id-1', properties: { firstName: 'Jan' } });
    expect(permissionsIn(writes[0]?.text)).toBeUndefined();
  });

  it('opts out in the same request, whatever permissions the properties name', async () => {
    api.on('get', LIST, propertiesWith(1, 2));
    const writes = api.on('post', '/contact', empty(204));
    const properties = { firstName: 'Jan', permissions: [{ bit: 1, enabled: true }] };
    await aClient().contacts.upsert({ externalId: 'id-1', properties }, { optOut: true });
    expect(writes).toHaveLength(1);
    expect(JSON.parse(writes[0]?.text ?? '').contact.properties).toEqual({
      firstName: 'Jan',
      permissions: disabled(1, 2),
    });
  });
});

describe('contacts.update', () => {
  it('says whether the contact was there', async () => {
    api.on('put', PATH, empty(204), refusal(404, 'CONTACT_NOT_FOUND'));
    const client = aClient();
    const contact = { externalId: 'id-1', properties: { firstName: 'Jan' } };
    expect(await client.contacts.update(contact)).toBe('updated');
    expect(await client.contacts.update(contact)).toBe('unknown-contact');
  });

  it('rejects a wrong path', async () => {
    api.on('put', PATH, refusal(404, 'RESOURCE_NOT_FOUND'));
    const contact = { externalId: 'id-1', properties: {} };
    await expect(aClient().contacts.update(contact)).rejects.toMatchObject({ kind: 'protocol' });
  });
});
