import { join } from 'node:path';
import { createManualClock } from '@spotler-connector/clock/testing';
import { createEvidenceWriter, type ErasureFact, type EvidenceFact } from '@spotler-connector/ledger';
import { createFolderObjectStore } from '@spotler-connector/object-store';
import { createRandom } from '../random.ts';

/** The month that is told of. */
export const MONTH = '2026-10';

const DAYS = 31;
const DAY_MS = 86_400_000;
const MAX_A_DAY = 24;
const SEED = 7;
const RULES = ['deleted', 'do-not-email', 'no-valid-email', 'deleted', 'inactive'] as const;

/** Stores the evidence of an invented month in a folder. The same each time. */
export async function inventMonth(folder: string): Promise<void> {
  const clock = createManualClock(Date.parse(`${MONTH}-01T09:00:00Z`));
  const [evidence, state] = ['evidence', 'state'].map((name) =>
    createFolderObjectStore({ folder: join(folder, name), now: clock.now }),
  );
  if (evidence === undefined || state === undefined) throw new Error('There are two stores');
  const writer = createEvidenceWriter({ evidence, state, clock, writer: 'worker-1' });
  const random = createRandom(SEED);
  let number = 0;
  await writer.append({
    kind: 'generation',
    generation: '3',
    policyVersion: '2',
    settings: '0f3c9a51d27be846',
  });
  for (let day = 0; day < DAYS; day++) {
    const weekend = new Date(clock.now()).getUTCDay() % 6 === 0;
    const facts: EvidenceFact[] = Array.from({ length: random.below(weekend ? 4 : MAX_A_DAY) }, () => {
      number += 1;
      const changedAt = clock.now() - 1_500 - random.below(6_000);
      return random.below(5) === 0 ? anOptOut(number, changedAt) : anErasure(number, changedAt);
    });
    if (day % 7 === 4) {
      facts.push({ kind: 'sweep', compared: 20_480 + day, found: { missing: 1, orphan: 2 }, mended: 3 });
      facts.push({ kind: 'job', jobId: idOf(number), result: 'succeeded' });
    }
    await Promise.all(facts.map((fact) => writer.append(fact)));
    await clock.advance(DAY_MS);
  }
  await writer.end();
}

function anErasure(number: number, changedAt: number): ErasureFact {
  const rule = RULES[number % RULES.length] ?? 'deleted';
  const gone = number % 11 === 0;
  const kind = gone ? 'already-anonymized' : 'anonymized';
  return {
    kind: 'erasure',
    ...about(number, changedAt),
    decision: { rule, causes: [], policyVersion: '2' },
    result: kind,
    dataverse: rule === 'deleted' ? 'deleted' : 'present',
    spotler: { kind, status: gone ? 404 : 410 },
    readBack: 'gone',
  };
}

function anOptOut(number: number, changedAt: number): EvidenceFact {
  const decision = { rule: 'refuses-bulk-email', causes: [], policyVersion: '2' } as const;
  return { kind: 'opt-out', ...about(number, changedAt), decision, result: 'synced-opted-out' };
}

function about(number: number, changedAt: number) {
  const initiator = {
    event: number % 3 === 0 ? 'Delete' : 'Update',
    userId: idOf(1),
    operationId: idOf(2),
    changedAt,
  };
  return {
    record: { table: number % 4 === 0 ? 'lead' : 'contact', id: idOf(number) },
    externalId: idOf(number),
    settings: '0f3c9a51d27be846',
    initiators: [initiator],
  } as const;
}

function idOf(number: number): string {
  return `0c6f2f1e-6d1c-4c8b-9a55-${number.toString(16).padStart(12, '0')}`;
}
