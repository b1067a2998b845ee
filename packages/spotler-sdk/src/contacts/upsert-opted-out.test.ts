import { describe, expect, it } from '@jest/globals';
import {
  answering,
  away,
  type Outcome,
  ok,
  propertiesOf,
  refused,
  unknown,
} from '../testing/answering-connection.ts';
import { aJumpingClock } from '../testing/jumping-clock.ts';
import { createContactCalls } from './contact-calls.ts';
import { createOptOut } from './opt-out.ts';
import { createUpsertOptedOut } from './upsert-opted-out.ts';

const LIST = 'GET /contact/properties/list';
const READ = 'GET /contact/{externalId}';
const UPDATE = 'PUT /contact/{externalId}';
const CREATE = 'POST /contact';
const OPT_OUT = [LIST, UPDATE, READ] as const;
const DISABLED = [{ bit: 1, enabled: false }];
const REFUSED = refused('INVALID_PROPERTY', 'city');
const ALREADY = refused('CONTACT_OPTOUT');
const given = { city: 'Delft', permissions: [{ bit: 1, enabled: true }] };

function shown(enabled: boolean) {
  return ok(200, { externalId: 'id-1', properties: { permissions: [{ bit: 1, enabled }] } });
}

interface Outcomes {
  readonly update: readonly Outcome[];
  readonly create?: readonly Outcome[];
  readonly read?: readonly Outcome[];
}

function upserting({ update, create = [], read = [shown(false)] }: Outcomes) {
  const outcomes = { [LIST]: [propertiesOf(1)], [UPDATE]: update, [CREATE]: create, [READ]: read };
  const world = answering(outcomes);
  const { connection, scope } = world;
  const calls = createContactCalls(connection, ({ ask }) => ask());
  const retry = { attempts: 1, minDelayMs: 1, maxDelayMs: 1 };
  const optOut = createOptOut(connection, calls, { clock: aJumpingClock(), retry });
  const result = createUpsertOptedOut(calls, optOut)({ externalId: 'id-1', properties: given }, scope);
  return { ...world, result };
}

function propertiesSent(requests: readonly unknown[]): unknown[] {
  return requests.map((json) => Object(json).contact.properties);
}

describe('a contact that is written opted out', () => {
  it('is opted out first when it exists, and then updated without permissions', async () => {
    const { result, endpoints, sentTo } = upserting({ update: [ok(204)] });
    expect(await result).toEqual({ created: false });
    expect(endpoints()).toEqual([...OPT_OUT, UPDATE]);
    expect(propertiesSent(sentTo(UPDATE))).toEqual([{ permissions: DISABLED }, { city: 'Delft' }]);
  });

  it('is created opted out when it does not exist, and read back', async () => {
    const { result, endpoints, sentTo } = upserting({ update: [unknown()], create: [ok(204)] });
    expect(await result).toEqual({ created: true });
    expect(endpoints()).toEqual([LIST, UPDATE, CREATE, READ]);
    const contact = { externalId: 'id-1', properties: { city: 'Delft', permissions: DISABLED } };
    expect(sentTo(CREATE)).toEqual([{ update: false, purge: false, contact }]);
  });

  it('is created when it is gone between opt-out and update', async () => {
    const { result, endpoints } = upserting({ update: [ok(204), unknown()], create: [ok(204)] });
    expect(await result).toEqual({ created: true });
    expect(endpoints()).toEqual([...OPT_OUT, UPDATE, CREATE, READ]);
  });

  it('may be gone right after it was created', async () => {
    const world = upserting({ update: [unknown()], create: [ok(204)], read: [unknown()] });
    expect(await world.result).toEqual({ created: true });
    expect(world.endpoints()).toEqual([LIST, UPDATE, CREATE, READ]);
  });

  it('is opted out once more when it is shown with a permission after it was created', async () => {
    const read = [shown(true), shown(false)];
    const world = upserting({ update: [unknown(), ok(204)], create: [ok(204)], read });
    expect(await world.result).toEqual({ created: true });
    expect(world.endpoints()).toEqual([LIST, UPDATE, CREATE, READ, ...OPT_OUT]);
  });

  it('is not created by this call when somebody else was quicker', async () => {
    const exists = refused('CONTACT_ALREADY_EXISTS');
    const { result, endpoints } = upserting({ update: [unknown(), ok(204)], create: [exists] });
    expect(await result).toEqual({ created: false });
    expect(endpoints()).toEqual([LIST, UPDATE, CREATE, UPDATE, READ]);
  });
});

describe('a contact that Spotler refuses', () => {
  it.each([
    ['to update, because it has opted out', { update: [ok(204), ALREADY] }, [...OPT_OUT, UPDATE]],
    [
      'to create, because it has opted out',
      { update: [unknown()], create: [ALREADY] },
      [LIST, UPDATE, CREATE, LIST, UPDATE],
    ],
  ])('%s, is what was wanted', async (_title, outcomes, endpoints) => {
    const world = upserting(outcomes);
    expect(await world.result).toEqual({ created: false });
    expect(world.endpoints()).toEqual(endpoints);
  });

  it.each([
    ['to update', { update: [ok(204), REFUSED] }, [...OPT_OUT, UPDATE]],
    ['to create', { update: [unknown(), ok(204)], create: [REFUSED] }, [LIST, UPDATE, CREATE, ...OPT_OUT]],
  ])('%s, is opted out, which the error says', async (_title, outcomes, endpoints) => {
    const world = upserting(outcomes);
    const { kind, endpoint, status, errorType, property } = REFUSED;
    const error = { kind, endpoint, status, errorType, property, optedOut: true, ambiguous: false };
    await expect(world.result).rejects.toMatchObject(error);
    expect(world.endpoints()).toEqual(endpoints);
  });

  it('to create, and to opt out then, is not', async () => {
    const again = refused('INVALID_STATE');
    const { result } = upserting({ update: [unknown(), again], create: [REFUSED] });
    await expect(result).rejects.toBe(again);
    expect(again.optedOut).toBe(false);
  });
});

describe('a contact that is written while Spotler is away', () => {
  it('is opted out when that was done before', async () => {
    const { result } = upserting({ update: [ok(204), away()] });
    await expect(result).rejects.toMatchObject({ kind: 'unavailable', status: 503, optedOut: true });
  });

  it('is not known to be when it was to be created', async () => {
    const error = away();
    const { result, endpoints } = upserting({ update: [unknown()], create: [error] });
    await expect(result).rejects.toBe(error);
    expect(endpoints()).toEqual([LIST, UPDATE, CREATE]);
  });

  it.each([
    ['updated', (reason: Error) => ({ update: [ok(204), reason] })],
    ['created', (reason: Error) => ({ update: [unknown()], create: [reason] })],
  ])('rejects with what the caller aborts with when it is %s', async (_title, outcomesOf) => {
    const reason = Object.assign(new Error('Enough'), { kind: 'rejected', errorType: 'CONTACT_OPTOUT' });
    await expect(upserting(outcomesOf(reason)).result).rejects.toBe(reason);
  });
});
