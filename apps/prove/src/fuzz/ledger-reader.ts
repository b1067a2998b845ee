import { systemClock } from '@spotler-connector/clock';
import { createEvidenceWriter, verifyEvidence } from '@spotler-connector/ledger';
import { createMemoryStore } from '@spotler-connector/object-store/testing/memory-store';
import type { Reader } from './fuzz-reader.ts';

/** The reader of a ledger in which one block, or one checkpoint, was tampered with. */
export async function ledgerReader(): Promise<Reader> {
  const [evidence, state] = [createMemoryStore(), createMemoryStore()];
  const writer = createEvidenceWriter({ evidence, state, clock: systemClock, writer: 'worker-1' });
  const fact = {
    kind: 'generation',
    generation: '1',
    policyVersion: '1',
    settings: 'a'.repeat(64),
  } as const;
  await Promise.all([writer.append(fact), writer.append(fact)]);
  await writer.end();
  const names = [...evidence.objects.keys()];
  const right = names.map((name) => evidence.objects.get(name) ?? new Uint8Array());
  let turn = 0;
  return {
    name: 'ledger',
    seeds: right,
    async read(input) {
      const index = turn++ % names.length;
      const name = names[index] ?? '';
      evidence.objects.set(name, input);
      const { problems, entries } = await verifyEvidence(evidence);
      evidence.objects.set(name, right[index] ?? new Uint8Array());
      return { problems, entries };
    },
    report: (verification) => JSON.stringify(verification),
  };
}
