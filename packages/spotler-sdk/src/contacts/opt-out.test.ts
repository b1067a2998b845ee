import { describe, expect, it } from '@jest/globals';
import {
  answering,
  away,
  bare,
  ok,
  propertiesOf,
  refused,
  unknown,
} from '../testing/answering-connection.ts';
import { aJumpingClock } from '../testing/jumping-clock.ts';
import { createContactCalls } from './contact-calls.ts';
import { createOptOut } from './opt-out.ts';

const LIST = 'GET /contact/properties/list';
const READ = 'GET /contact/{externalId}';
const WRITE = 'PUT /contact/{externalId}';
const REFUSED = refused('INVALID_PROPERTY', 'permissions');
const ALREADY = refused('CONTACT_OPTOUT');

function shown(...enabled: number[]) {
  const permissions = [1, 2].map((bit) => ({ bit, enabled: enabled.includes(bit) }));
  return ok(200, { externalId: 'id-1', properties: { permissions } });
}

function disabled(...bits: number[]) {
  return bits.map((bit) => ({ bit, enabled: false }));
}

/** An opt-out over a connection that answers so. The permissions of the account are 1 and 2 unless said. */
function optingOut(outcomes: Parameters<typeof answering>[0]) {
  const world = answering({ [LIST]: [propertiesOf(1, 2)], [READ]: [shown()], ...outcomes });
  const clock = aJumpingClock();
  const calls = createContactCalls(world.connection, ({ ask }) => ask());
  const optOut = createOptOut(world.connection, calls, {
    clock,
    retry: { attempts: 1, minDelayMs: 100, maxDelayMs: 100 },
  });
  const { scope } = world;
  return { ...world, clock, calls, optOut, result: optOut('id-1', scope) };
}

describe('an opt-out', () => {
  it('writes all permissions, once and alone, and reads back', async () => {
    const { result, endpoints, sentTo, clock } = optingOut({ [WRITE]: [ok(204)] });
    expect(await result).toEqual({ outcome: 'opted-out', permissions: disabled(1, 2) });
    expect(endpoints()).toEqual([LIST, WRITE, READ]);
    const contact = { externalId: 'id-1', properties: { permissions: disabled(1, 2) } };
    expect(sentTo(WRITE)).toEqual([{ update: true, purge: false, contact }]);
    expect(clock.sleeps).toEqual([]);
  });

  it('is made three times at most, after waits that double, each with all permissions of then', async () => {
    const lists = [propertiesOf(1), propertiesOf(1, 2), propertiesOf(1, 2, 4)];
    const { result, endpoints, clock, sentTo } = optingOut({
      [LIST]: lists,
      [WRITE]: [ok(204)],
      [READ]: [shown(1), shown(2)],
    });
    const error = { kind: 'rejected', endpoint: WRITE, property: 'permissions', code: 'ERR_STILL_OPTED_IN' };
    await expect(result).rejects.toMatchObject({ ...error, optedOut: false, status: undefined });
    expect(endpoints()).toEqual([LIST, WRITE, READ, LIST, WRITE, READ, LIST, WRITE, READ]);
    expect(clock.sleeps).toEqual([100, 200]);
    expect(sentTo(WRITE)).toMatchObject(
      [disabled(1), disabled(1, 2), disabled(1, 2, 4)].map((permissions) => ({
        contact: { properties: { permissions } },
      })),
    );
  });

  it('ends with the first time that the contact is shown without any, and says with which', async () => {
    const { result, clock } = optingOut({
      [LIST]: [propertiesOf(1), propertiesOf(1, 2)],
      [WRITE]: [ok(204)],
      [READ]: [shown(1), shown(), shown(1)],
    });
    expect(await result).toEqual({ outcome: 'opted-out', permissions: disabled(1, 2) });
    expect(clock.sleeps).toEqual([100]);
  });

  it.each([
    ['nobody, as Spotler says', [unknown()], [], [LIST, WRITE]],
    ['nobody, as a bare answer says, and reading agrees', [bare(404)], [unknown()], [LIST, WRITE, READ]],
    ['nobody any more when it is read back', [ok(204)], [bare(410)], [LIST, WRITE, READ]],
  ])('is of %s', async (_title, write, read, endpoints) => {
    const world = optingOut({ [WRITE]: write, [READ]: read });
    expect(await world.result).toEqual({ outcome: 'unknown-contact', permissions: disabled(1, 2) });
    expect(world.endpoints()).toEqual(endpoints);
  });

  it.each([404, 410])(
    'is not done when a bare %d says nobody, and the contact can be read',
    async (status) => {
      const { result } = optingOut({ [WRITE]: [bare(status)] });
      const error = { kind: 'protocol', endpoint: WRITE, status, code: 'ERR_ABSENCE_UNPROVEN' };
      await expect(result).rejects.toMatchObject(error);
    },
  );
});

describe('an opt-out that Spotler refuses', () => {
  it('because of an opt-out is done, if reading back agrees', async () => {
    const { result, endpoints } = optingOut({ [WRITE]: [ALREADY] });
    expect(await result).toEqual({ outcome: 'opted-out', permissions: disabled(1, 2) });
    expect(endpoints()).toEqual([LIST, WRITE, READ]);
    const other = optingOut({ [WRITE]: [ALREADY], [READ]: [shown(2)] });
    await expect(other.result).rejects.toMatchObject({ code: 'ERR_STILL_OPTED_IN' });
  });

  it.each([[REFUSED], [refused('INVALID_PROPERTY')]])(
    'is made with the permissions of now (%#)',
    async (error) => {
      const { result, endpoints, sentTo } = optingOut({
        [LIST]: [propertiesOf(1, 2), propertiesOf(1, 4)],
        [WRITE]: [error, ok(204)],
      });
      expect(await result).toEqual({ outcome: 'opted-out', permissions: disabled(1, 4) });
      expect(endpoints()).toEqual([LIST, WRITE, LIST, WRITE, READ]);
      expect(sentTo(WRITE)[1]).toMatchObject({ contact: { properties: { permissions: disabled(1, 4) } } });
    },
  );

  it('and then because of an opt-out is done as well', async () => {
    const lists = [propertiesOf(1, 2), propertiesOf(1)];
    const { result } = optingOut({ [LIST]: lists, [WRITE]: [REFUSED, ALREADY] });
    expect(await result).toEqual({ outcome: 'opted-out', permissions: disabled(1) });
  });

  it('and then for another reason is not done', async () => {
    const again = refused('INVALID_STATE');
    const lists = [propertiesOf(1, 2), propertiesOf(1)];
    const { result } = optingOut({ [LIST]: lists, [WRITE]: [REFUSED, again] });
    await expect(result).rejects.toBe(again);
  });

  it('is not made again with the same permissions', async () => {
    const { result, endpoints } = optingOut({ [WRITE]: [REFUSED] });
    await expect(result).rejects.toBe(REFUSED);
    expect(endpoints()).toEqual([LIST, WRITE, LIST]);
  });

  it.each([
    ['another property is meant', refused('INVALID_PROPERTY', 'email')],
    ['Spotler is away', away()],
    ['the caller has enough', Object.assign(new Error('Enough'), { kind: 'rejected' })],
  ])('is not made again when %s', async (_title, error) => {
    const { result, endpoints } = optingOut({ [LIST]: [propertiesOf(1), propertiesOf(2)], [WRITE]: [error] });
    await expect(result).rejects.toBe(error);
    expect(endpoints()).toEqual([LIST, WRITE]);
  });
});
