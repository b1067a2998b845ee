import { expect, it } from '@jest/globals';
import type { Decision, RecordRef } from '@spotler-connector/anonymization-policy';
import { anonymizeExplicitly } from './anonymize-explicitly.ts';
import { forgetFormerId } from './forget-former-id.ts';
import type { ReconcileOptions } from './reconcile.ts';
import { reconcileWithFollowUps } from './reconcile-with-follow-ups.ts';
import { aBrake } from './testing/a-brake.ts';
import { aRow, optionsFor, withContact } from './testing/shared-scene.ts';
import { aSharedPolicy, aSharedWorld } from './testing/shared-world.ts';

const ref: RecordRef = { table: 'contact', id: '1' };
const lead: RecordRef = { table: 'lead', id: '2' };

/** Notes of each function of an object how it was called last. */
function watched<T extends object>(object: T, calls: [string, readonly unknown[]][]): T {
  return new Proxy(object, {
    get(target, name, receiver) {
      const value: unknown = Reflect.get(target, name, receiver);
      if (typeof value !== 'function') return value;
      return (...given: unknown[]) => {
        calls.push([String(name), given]);
        return Reflect.apply(value, target, given);
      };
    },
  });
}

/** The calls over all ports of a work that is done within a signal. */
async function callsOf(
  work: (options: ReconcileOptions) => Promise<unknown>,
  { refuses, permits, action }: { refuses: boolean; permits: number; action?: Decision['action'] },
) {
  const rows = [aRow(ref, { externalId: 'S-1', refuses }), aRow(lead, { externalId: 'S-1', refuses })];
  const world = withContact(aSharedWorld(rows, true), 'S-1');
  const calls: [string, readonly unknown[]][] = [];
  const { signal } = new AbortController();
  const source = { ...world.source };
  for (const name of ['read', 'holders', 'mergedRecords', 'checkColumns'] as const) {
    Object.assign(source, { [name]: watched(world.source, calls)[name] });
  }
  const target = { ...world.target };
  for (const name of ['anonymize', 'readBack', 'sync', 'optOut'] as const) {
    Object.assign(target, { [name]: watched(world.target, calls)[name] });
  }
  await work(
    optionsFor(world, {
      source,
      target,
      brake: watched(aBrake(permits, world.target).brake, calls),
      evidence: watched({ record: async () => {} }, calls),
      signal,
      decide(snapshot) {
        const decision = aSharedPolicy(snapshot);
        return { ...decision, action: action ?? decision.action };
      },
    }),
  );
  return { calls, signal };
}

it.each<[string, (options: ReconcileOptions) => Promise<unknown>, Parameters<typeof callsOf>[1], string[]]>([
  [
    'erases',
    (options) => reconcileWithFollowUps(ref, options),
    { refuses: true, permits: 9 },
    ['anonymize', 'ask', 'checkColumns', 'holders', 'mergedRecords', 'read', 'readBack', 'record'],
  ],
  [
    'holds',
    (options) => reconcileWithFollowUps(ref, options),
    { refuses: true, permits: 0 },
    ['ask', 'checkColumns', 'hold', 'holders', 'mergedRecords', 'read', 'record'],
  ],
  [
    'syncs',
    (options) => reconcileWithFollowUps(ref, options),
    { refuses: false, permits: 9 },
    ['checkColumns', 'holders', 'read', 'sync'],
  ],
  [
    'opts out',
    (options) => reconcileWithFollowUps(ref, options),
    { refuses: false, permits: 9, action: 'opt-out' },
    ['checkColumns', 'holders', 'mergedRecords', 'optOut', 'read', 'record'],
  ],
  [
    'carries out an order',
    (options) => anonymizeExplicitly(ref, options),
    { refuses: false, permits: 9 },
    ['anonymize', 'ask', 'checkColumns', 'read', 'readBack', 'record'],
  ],
  [
    'forgets a former id',
    (options) => forgetFormerId(ref, 'S-0', options),
    { refuses: false, permits: 9 },
    ['anonymize', 'ask', 'checkColumns', 'holders', 'readBack', 'record'],
  ],
])('whoever %s hands its signal to every port', async (_title, work, scene, expected) => {
  const { calls, signal } = await callsOf(work, scene);
  expect([...new Set(calls.map(([name]) => name))].sort()).toEqual(expected);
  for (const [, given] of calls) expect(given.at(-1)).toMatchObject({ signal });
});

it('columns are checked of every table whose record decides, each once in a look', async () => {
  const { calls } = await callsOf((options) => reconcileWithFollowUps(ref, options), {
    refuses: false,
    permits: 9,
  });
  const tables = calls.flatMap(([name, [table]]) => (name === 'checkColumns' ? [table] : []));
  expect(tables).toEqual(['contact', 'lead', 'contact', 'lead']);
});
