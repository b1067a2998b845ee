import { join } from 'node:path';
import { createEvidenceWriter, type EvidenceFact } from '@spotler-connector/ledger';
import { unsafeFolderStore } from './unsafe-folder-store.ts';

/** The size of a ledger that is filled. */
export interface LedgerSize {
  readonly entries: number;
  /** Facts that come at once, and so share a write. */
  readonly batch: number;
  /** Days that it is spread over. Default: a year. */
  readonly days?: number | undefined;
}

const DAY_MS = 86_400_000;
const YEAR = 365;
const WRITERS = 3;
const FIRST_DAY = Date.UTC(2026, 0, 1);
const RULES = ['deleted', 'no-valid-email', 'do-not-email', 'explicit'] as const;

/**
 * Fills a folder with a year's evidence of three workers, which start anew each day. Says the writes it took.
 */
export async function fillLedger(
  folder: string,
  { entries, batch, days = YEAR }: LedgerSize,
): Promise<number> {
  let now = FIRST_DAY;
  let writes = 0;
  const clock = { now: () => now };
  const [evidence, state] = ['evidence', 'state'].map((name) =>
    unsafeFolderStore(join(folder, name), clock.now),
  );
  if (evidence === undefined || state === undefined) throw new Error('There are two stores');
  const perDay = Math.ceil(entries / days / WRITERS);
  let number = 0;
  for (let day = 0; day < days && number < entries; day++) {
    for (let writer = 0; writer < WRITERS; writer++) {
      now = FIRST_DAY + day * DAY_MS;
      const chain = createEvidenceWriter({ evidence, state, clock, writer: `worker-${writer}` });
      for (let done = 0; done < perDay && number < entries; done += batch) {
        const facts = Array.from({ length: Math.min(batch, perDay - done, entries - number) }, () =>
          factAbout(number++, now),
        );
        await Promise.all(facts.map((fact) => chain.append(fact)));
        writes += 1;
        now += 1_000;
      }
      await chain.end();
    }
  }
  return writes;
}

/** The id of the record of fact `number`. */
export function recordId(number: number): string {
  return `0c6f2f1e-6d1c-4c8b-9a55-${number.toString(16).padStart(12, '0')}`;
}

function factAbout(number: number, now: number): EvidenceFact {
  const rule = RULES[number % RULES.length] ?? 'deleted';
  return {
    kind: 'erasure',
    record: { table: 'contact', id: recordId(number) },
    externalId: recordId(number),
    decision: { rule, causes: rule === 'deleted' ? ['deleted'] : [], policyVersion: '2' },
    settings: '0123456789abcdef',
    initiators: [{ event: 'Update', userId: recordId(7), operationId: recordId(8), changedAt: now - 1_500 }],
    result: 'anonymized',
    dataverse: 'present',
    spotler: { kind: 'anonymized', status: 410 },
    readBack: 'gone',
  };
}
