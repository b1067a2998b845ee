import { describe, expect, it } from '@jest/globals';
import { answering, bare, ok, propertiesOf, unknown } from '../testing/answering-connection.ts';
import { allDisabled, listProperties } from './account-properties.ts';

const LIST = 'GET /contact/properties/list';
const EMAIL = { name: 'email', type: 'email' };

describe('the properties of an account', () => {
  it('are read anew each time', async () => {
    const world = answering({ [LIST]: [ok(200, [EMAIL]), propertiesOf(1)] });
    expect(await listProperties(world.connection, world.scope)).toEqual([EMAIL]);
    expect(await listProperties(world.connection, world.scope)).toHaveLength(2);
    expect(world.requests).toEqual([{ endpoint: LIST }, { endpoint: LIST }]);
  });

  it.each([
    [ok(200, []), 'ERR_FOREIGN_ANSWER'],
    [ok(200), 'ERR_FOREIGN_ANSWER'],
    [ok(200, {}), 'ERR_FOREIGN_ANSWER'],
    [ok(200, [EMAIL, { name: 'x' }]), 'ERR_FOREIGN_ANSWER'],
    [ok(206, [EMAIL]), 'ERR_FOREIGN_ANSWER'],
    [ok(204), 'ERR_FOREIGN_ANSWER'],
    [unknown(), undefined],
    [bare(410), undefined],
  ])('are not known after %j', async (answer, code) => {
    const { connection, scope } = answering({ [LIST]: [answer] });
    const error = { kind: 'protocol', endpoint: LIST, status: answer.status, code, property: undefined };
    await expect(listProperties(connection, scope)).rejects.toMatchObject(error);
    await expect(allDisabled(connection, scope)).rejects.toMatchObject(error);
  });
});

describe('the permissions of an account', () => {
  it('are all disabled, and no other choices are', async () => {
    const { connection, scope } = answering({ [LIST]: [propertiesOf(1, 2, 64)] });
    expect(await allDisabled(connection, scope)).toEqual([1, 2, 64].map((bit) => ({ bit, enabled: false })));
  });

  it.each([
    [[EMAIL]],
    [[{ name: 'permissions', type: 'set' }]],
    [[{ name: 'permissions', type: 'set', entries: [] }]],
  ])('are missing in %j, so that there is nothing to claim', async (properties) => {
    const { connection, scope } = answering({ [LIST]: [ok(200, properties)] });
    const error = {
      kind: 'rejected',
      endpoint: LIST,
      property: 'permissions',
      status: undefined,
      code: undefined,
    };
    await expect(allDisabled(connection, scope)).rejects.toMatchObject(error);
  });
});
