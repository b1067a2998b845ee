import { describe, expect, it } from '@jest/globals';
import { ENDPOINTS } from './endpoints/endpoints.ts';
import type { Fault } from './faults.ts';
import { aContact, withPair } from './testing/a-pair.ts';

/** A small generator with a seed, so that a failure can be repeated. */
function randomNumbers(seed: number): () => number {
  let state = seed;
  return () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return state / 2 ** 32;
  };
}

function aFault(random: () => number): Fault {
  const when = random() < 0.5 ? 'before-change' : 'after-change';
  const endpoint = ENDPOINTS[Math.floor(random() * ENDPOINTS.length)];
  const narrowed = endpoint === undefined || random() < 0.5 ? {} : { endpoint };
  const choice = Math.floor(random() * 5);
  if (choice === 0) return { kind: 'cut', when, ...narrowed };
  if (choice === 1) return { kind: 'silence', when, ...narrowed };
  if (choice === 2) return { kind: 'latency', ms: Math.floor(random() * 5), ...narrowed };
  if (choice === 3) return { kind: 'status', status: 429, retryAfter: '0', ...narrowed };
  return { kind: 'status', status: 502, body: 'html', ...narrowed };
}

describe('under random faults', () => {
  it.each([1, 2, 3])(
    'nobody is forgotten by accident, nobody claimed forgotten who is not: seed %d',
    async (seed) => {
      const random = randomNumbers(seed);
      const ids = Array.from({ length: 40 }, (_, index) => `id-${index}`);
      const doomed = ids.filter((_, index) => index % 2 === 0);
      await withPair(
        async ({ simulator, client }) => {
          simulator.seed(ids.map((id) => aContact(id)));
          for (let count = 0; count < 40; count++) simulator.faults.add(aFault(random));
          const others = ids.filter((id) => !doomed.includes(id));
          const [erased] = await Promise.all([
            Promise.allSettled(doomed.map((id) => client.contacts.anonymize(id))),
            Promise.allSettled(others.map((id) => client.contacts.optOut(id))),
          ]);
          expect(erased.filter(({ status }) => status === 'fulfilled').length).toBeGreaterThan(0);
          for (const [index, id] of doomed.entries()) {
            if (erased[index]?.status === 'fulfilled') expect(simulator.state(id)).toBe('anonymized');
          }
          for (const id of others)
            expect(simulator.contact(id)?.properties).toMatchObject({ firstName: 'Jan' });
          // What failed can be done again, and then everybody is where they belong.
          simulator.faults.clear();
          for (const id of doomed) await client.contacts.anonymize(id);
          expect(doomed.map((id) => simulator.state(id))).toEqual(doomed.map(() => 'anonymized'));
          expect(simulator.contacts()).toHaveLength(others.length);
        },
        { client: { timeouts: { attemptMs: 250 }, retry: { attempts: 6, minDelayMs: 1, maxDelayMs: 4 } } },
      );
    },
  );
});
