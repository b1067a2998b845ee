import { sweepSides } from '@spotler-connector/adapters';
import { decide } from '@spotler-connector/anonymization-policy';
import { systemClock } from '@spotler-connector/clock';
import {
  connectDataverse,
  createRecordSource,
  type DataverseRecordSource,
  defaultFieldMapping,
  defaultJobTable,
  type ExternalIdFallback,
} from '@spotler-connector/dataverse';
import {
  type DataverseSimulatorOptions,
  startDataverseSimulator,
} from '@spotler-connector/dataverse-simulator';
import { createMemoryStore } from '@spotler-connector/object-store/testing/memory-store';
import { createSpotlerClient } from '@spotler-connector/spotler-sdk';
import { startSpotlerSimulator } from '@spotler-connector/spotler-simulator';
import { compareSides, createPageJournal, type Finding, type SweepBase } from '@spotler-connector/sweep';
import { endLater } from '../../testing/running-services.ts';

/** How two simulators are compared. */
export interface ComparedOptions {
  /** How Dataverse behaves. */
  readonly dataverse?: DataverseSimulatorOptions | undefined;
  /** The column that holds a contact's id. Default: none. */
  readonly column?: string | undefined;
  /** Stand-in for an empty column. */
  readonly fallback?: ExternalIdFallback | undefined;
  /** Takes something away of reading single records. */
  readonly without?: Partial<DataverseRecordSource> | undefined;
}

const SETTINGS = { anonymizeContactWhenInactive: false, anonymizeAccountOnDoNotEmail: false };
const PROPERTIES = ['email', 'firstName', 'lastName'];
const HOUR_MS = 3_600_000;

/**
 * Test support: both simulators, and sweeps of them within this process: as `nightly` goes on from the one
 * before, and as `full` reads everything and leaves nothing.
 */
export async function comparedSimulators({
  column,
  fallback = 'record-id',
  without,
  ...options
}: ComparedOptions) {
  const time = { offset: 0 };
  const clock = { ...systemClock, now: () => systemClock.now() + time.offset };
  const dataverse = await startDataverseSimulator({ clock, ...options.dataverse });
  const spotler = await startSpotlerSimulator({ clock });
  const client = createSpotlerClient({ ...spotler, clock });
  endLater(async () => {
    client.close();
    await Promise.all([dataverse.close(), spotler.close()]);
  });
  const connection = connectDataverse({ url: dataverse.url, authentication: { kind: 'none' } });
  const mapping = defaultFieldMapping();
  const external = { externalIdColumn: column, externalIdFallback: fallback };
  const records = { ...createRecordSource({ connection, mapping, ...external }), ...without };
  const jobs = { table: defaultJobTable(), store: {} as never };
  const store = createMemoryStore();
  let base: SweepBase | undefined;
  let runs = 0;

  async function sweep(goesOn: boolean, onPage: () => void): Promise<readonly Finding[]> {
    const lastAt = clock.now();
    const journal = createPageJournal(store, `run${++runs}`);
    const { source, target, begin } = sweepSides({
      dataverse: { connection, records, mapping, jobs },
      columns: { check: async () => {} },
      spotler: client,
      decide: (snapshot) => decide(snapshot, SETTINGS),
      ...external,
      clock,
    });
    const before = goesOn ? base : undefined;
    begin(before?.changes);
    const result = await compareSides({
      source,
      target,
      properties: PROPERTIES,
      ownIds: column === undefined,
      byRecordId: column === undefined || fallback !== 'none',
      salt: 7,
      journal,
      base: before,
      ordersBefore: lastAt - HOUR_MS,
      onPage,
    });
    const findings: Finding[] = [];
    for await (const finding of result.list()) findings.push(finding);
    if (!goesOn) return findings;
    await result.close();
    const history = [{ journal, counts: journal.counts() }, ...(before?.history ?? [])];
    base = { changes: Object.fromEntries(Object.entries(result.changes)), lastAt, history };
    return findings;
  }

  const kinds = (findings: readonly Finding[]) =>
    findings.map(({ kind, ref, contactId }) => `${kind} ${contactId ?? ref?.id}`).sort();

  return {
    dataverse,
    spotler,
    /** A contact in both systems who agrees. */
    async person(name: string, columns: Record<string, unknown> = {}, externalId?: string): Promise<string> {
      const address = { emailaddress1: `${name}@example.org`, firstname: 'Jan', lastname: name };
      const id = await dataverse.create('contact', { ...address, ...columns });
      const properties = { email: address.emailaddress1, firstName: 'Jan', lastName: name };
      spotler.seed([{ externalId: externalId ?? id, properties }]);
      return id;
    },
    /** Finds what a sweep that goes on from the one before finds. */
    nightly: async (onPage = () => {}) => kinds(await sweep(true, onPage)),
    /** Finds what one that reads everything finds. */
    full: async () => kinds(await sweep(false, () => {})),
    /** Has the next sweep go on from other links. */
    relink(links: Readonly<Record<string, string>>) {
      if (base !== undefined) base = { ...base, changes: { ...base.changes, ...links } };
    },
    links: () => base?.changes ?? {},
    later(milliseconds: number) {
      time.offset += milliseconds;
    },
  };
}
