import { ServiceBusError } from '@azure/service-bus';
import { describe, expect, it } from '@jest/globals';
import { decideExplicitly } from '@spotler-connector/anonymization-policy';
import type { ReconcileOutcome } from '@spotler-connector/reconciler';
import { processMessage } from './process-message.ts';
import { aBody, aMessage, aStage } from './testing/a-message-stage.ts';

const decision = decideExplicitly();
const left: ReconcileOutcome = { kind: 'reconciled', decision, effect: { kind: 'left' }, attempts: 1 };

/** A place among the messages in hand that says what happens to it. */
function aPlace(turn?: Promise<void>) {
  const said: string[] = [];
  const place = {
    evicted: new AbortController().signal,
    evict: () => void said.push('evict'),
    hold: () => void said.push('hold'),
    turn: () => turn,
  };
  return { place, said };
}

function naming(records: number) {
  const Entities = Array.from({ length: records }, (_, index) => ({
    LogicalName: 'contact',
    Id: `00000000-0000-4000-8000-${String(index + 1).padStart(12, '0')}`,
  }));
  const InputParameters = [{ key: 'Targets', value: { Entities } }];
  return aMessage(aBody({ MessageName: 'UpdateMultiple', PrimaryEntityId: undefined, InputParameters }));
}

describe('the place of a message among those in hand', () => {
  it.each([
    [4, []],
    [5, ['hold']],
  ])('is kept when it names many records: %i', async (records, expected) => {
    const { options } = aStage(async () => left);
    const { place, said } = aPlace();
    await processMessage(naming(records), { ...options, place });
    expect(said).toEqual(expected);
  });

  it('is given up when its lock is lost, and only then', async () => {
    for (const settled of ['lock-lost', 'settled'] as const) {
      const { options } = aStage();
      const { place, said } = aPlace();
      await processMessage(aMessage(aBody()), {
        ...options,
        place,
        settler: { settle: async () => settled },
      });
      expect(said).toEqual(settled === 'lock-lost' ? ['evict'] : []);
    }
  });

  it('has its turn before the message is worked on', async () => {
    const { promise, resolve } = Promise.withResolvers<void>();
    const { options, settlements } = aStage();
    const processed = processMessage(aMessage(aBody()), { ...options, place: aPlace(promise).place });
    await new Promise(setImmediate);
    expect(settlements).toEqual([]);
    resolve();
    await processed;
    expect(settlements).toEqual([{ kind: 'complete' }]);
  });

  it('is no matter when its turn never comes', async () => {
    const { options, written, settlements } = aStage();
    const { place } = aPlace(Promise.reject(new RangeError('gone')));
    await processMessage(aMessage(aBody()), { ...options, place });
    expect(settlements).toEqual([]);
    expect(written.map((text) => JSON.parse(text))).toMatchObject([
      { event: 'message not processed', error: { name: 'RangeError' } },
    ]);
  });

  it('leaves room for others once it is done, whatever came of it', async () => {
    const { options } = aStage(async () => left);
    const failing = { ...options.telemetry, trace: () => Promise.reject(new TypeError('oops')) };
    await processMessage(naming(5_000), { ...options, telemetry: failing });
    await processMessage(naming(5_000), options);
  });
});

describe('a message', () => {
  it('has its number in its span and in each line about it', async () => {
    const numbered = Object.assign(aMessage(aBody()), { sequenceNumber: 42 });
    const { options, spans, written } = aStage();
    const names: string[] = [];
    const telemetry: typeof options.telemetry = {
      ...options.telemetry,
      trace(name, fields, work) {
        names.push(name);
        return options.telemetry.trace(name, fields, work);
      },
    };
    await processMessage(numbered, { ...options, telemetry });
    const settle = () => Promise.reject(new ServiceBusError('no way', 'ServiceTimeout'));
    await processMessage(numbered, { ...options, settler: { settle } });
    expect(names).toEqual(['process message']);
    expect(spans.map(({ sequenceNumber }) => sequenceNumber)).toEqual(['42', '42']);
    expect(written.map((text) => JSON.parse(text))).toMatchObject([
      { event: 'message settled', sequenceNumber: '42' },
      { event: 'message not settled', sequenceNumber: '42', error: { code: 'ServiceTimeout' } },
    ]);
  });

  it('takes as long as from its beginning to its settlement', async () => {
    const { options, clock, measured } = aStage(async () => {
      await clock.advance(250);
      return left;
    });
    await clock.advance(1_000);
    await processMessage(aMessage(aBody()), options);
    expect(measured).toMatchObject([{ durationMs: 250 }]);
  });

  it('whose lock is not needed any more has it renewed no more', async () => {
    const { options, clock } = aStage();
    let renewals = 0;
    const receiver = { renewMessageLock: async () => new Date(clock.now() + 60_000 + renewals++) };
    const telemetry = { ...options.telemetry, trace: () => Promise.reject(new TypeError('oops')) };
    await processMessage(aMessage(aBody()), { ...options, receiver, telemetry });
    await clock.advance(300_000);
    expect([renewals, clock.sleepers]).toEqual([0, 0]);
  });
});
