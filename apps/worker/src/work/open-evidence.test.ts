import { expect, it } from '@jest/globals';
import { createManualClock } from '@spotler-connector/clock/testing';
import { createMemoryStore } from '@spotler-connector/object-store/testing/memory-store';
import { openEvidence } from './open-evidence.ts';

const FACT = { kind: 'generation', generation: '1', policyVersion: '2', settings: 'abc' } as const;

it('evidence is kept in its store, under the name of this machine', async () => {
  const [evidence, state] = [createMemoryStore(), createMemoryStore()];
  const clock = createManualClock(5_000);
  await openEvidence({ stores: { evidence, state }, dryRun: false, clock })?.append(FACT);
  const [block] = evidence.objects.values();
  expect(Buffer.from(block ?? []).toString()).toMatch(
    /"kind":"begin".*"worker":"\w+.*\n.*"kind":"generation"/,
  );
});

it('no evidence is kept without stores, or of a dry run', () => {
  const [evidence, state] = [createMemoryStore(), createMemoryStore()];
  const clock = createManualClock(5_000);
  expect(openEvidence({ stores: undefined, dryRun: false, clock })).toBeUndefined();
  expect(openEvidence({ stores: { evidence, state }, dryRun: true, clock })).toBeUndefined();
});
