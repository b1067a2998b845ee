import { describe, expect, it } from '@jest/globals';
import { createManualClock } from '@spotler-connector/clock/testing';
import { DataverseError } from '@spotler-connector/dataverse';
import { SpotlerError } from '@spotler-connector/spotler-sdk';
import { checkAtStart, type StartCheck } from './check-at-start.ts';
import { type SystemsAtStart, startChecks } from './start-checks.ts';

function started(...checks: StartCheck[]) {
  const clock = createManualClock();
  const stop = new AbortController();
  const failed: string[] = [];
  const bugs: unknown[] = [];
  const state = checkAtStart({
    checks,
    onFailed: (name, reason) => failed.push(`${name} ${reason}`),
    onBug: (error) => bugs.push(error),
    clock,
    signal: stop.signal,
  });
  return { state, clock, stop, failed, bugs };
}

async function turns(): Promise<void> {
  for (let turn = 0; turn < 20; turn += 1) await Promise.resolve();
}

describe('the checks at start', () => {
  it('keep a worker from being ready until each connection has worked once', async () => {
    const answers = ['authentication', 'authentication', 'unavailable', undefined];
    const { state, clock, failed } = started(
      { name: 'Spotler', check: async () => answers.shift() },
      { name: 'Service Bus', check: async () => undefined },
    );
    expect(state.reasons).toEqual(['Spotler: not known yet', 'Service Bus: not known yet']);
    await turns();
    expect(state.reasons).toEqual(['Spotler: authentication']);
    await clock.advance(1_000);
    await clock.advance(2_000);
    expect(state.reasons).toEqual(['Spotler: unavailable']);
    await clock.advance(4_000);
    expect(state.reasons).toEqual([]);
    expect(failed).toEqual(['Spotler authentication', 'Spotler unavailable']);
  });

  it('stay a reason after a bug, and end with the worker', async () => {
    const { state, stop, bugs } = started({ name: 'Spotler', check: () => Promise.reject(new Error('bug')) });
    await turns();
    expect(bugs).toHaveLength(1);
    expect(state.reasons).toEqual(['Spotler: unexpected']);
    stop.abort();
    await turns();
    expect(bugs).toHaveLength(1);
  });
});

describe('what is tried at start', () => {
  const fine: SystemsAtStart = {
    whoAmI: async () => ({ organizationId: 'a', userId: 'b', businessUnitId: 'c' }),
    columns: { check: async () => [{ table: 'contact', readable: true, problems: [], message: null }] },
    spotler: { properties: { list: async () => [] } },
  };
  const queue = {
    access: { kind: 'managed-identity', namespace: 'contoso.servicebus.windows.net', clientId: undefined },
    source: { kind: 'queue', queue: 'changes' },
    maxDeliveryCount: 10,
    transport: 'amqp',
  } as const;

  async function reasons(changes: Partial<SystemsAtStart>): Promise<(string | undefined)[]> {
    const checks = startChecks({ ...fine, ...changes }, queue).filter(({ name }) => name !== 'Service Bus');
    return Promise.all(checks.map(({ check }) => check(new AbortController().signal)));
  }

  it.each<[string, Partial<SystemsAtStart>, (string | undefined)[]]>([
    ['nothing', {}, [undefined, undefined, undefined]],
    [
      'a refused user',
      {
        whoAmI: async () => {
          throw new DataverseError({ kind: 'authentication', message: 'No', status: 401 });
        },
      },
      ['authentication', undefined, undefined],
    ],
    [
      'an unreadable column',
      {
        columns: {
          check: async () => [
            { table: 'contact', readable: false, problems: [], message: 'Grant it.' },
            { table: 'lead', readable: true, problems: [], message: null },
          ],
        },
      },
      [undefined, 'columns of contact not readable', undefined],
    ],
    [
      'a wrong secret',
      {
        spotler: {
          properties: {
            list: async () => {
              throw new SpotlerError({ kind: 'authentication', endpoint: 'GET /contact/properties/list' });
            },
          },
        },
      },
      [undefined, undefined, 'authentication'],
    ],
  ])('finds %s', async (_, changes, expected) => {
    expect(await reasons(changes)).toEqual(expected);
  });

  it('throws on what is no failure of a system', async () => {
    await expect(reasons({ whoAmI: () => Promise.reject(new TypeError('bug')) })).rejects.toThrow('bug');
  });
});
