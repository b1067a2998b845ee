import {
  connectRecords,
  connectSpotler,
  createCheckedColumns,
  policyAsConfigured,
  type SweepSides,
  sweepSides,
} from '@spotler-connector/adapters';
import type { Clock } from '@spotler-connector/clock';
import { createColumnAccess, type DataverseIdentity, type FieldMapping } from '@spotler-connector/dataverse';
import type { Configured } from '../configured.ts';
import { agreeAboutIds } from '../dataverse/agree-about-ids.ts';

/** Facts of an earlier sweep. Changes since then are read at once, with whatever a sweep begins with. */
export interface EarlierSweep {
  /** The user of Dataverse that we were; undefined when that is not known. */
  readonly userId: string | undefined;
  /** Links to what changed since, by table; empty when everything is read. */
  readonly changes: Readonly<Record<string, string>>;
}

/** Both sides of a sweep, connected. */
export interface ConnectedSides {
  readonly sides: SweepSides;
  /** Which columns become which Spotler properties. */
  readonly mapping: FieldMapping;
  /** Logical name of the table of Spotler Jobs; `undefined` when there are none. */
  readonly jobTable: string | undefined;
  /** Spotler's client, to be closed in the end. */
  readonly spotler: { close(): void };
  /**
   * Asks Dataverse, in one request, who we are and whatever else a sweep begins with. @throws {OperatorError}
   * when the registered steps send other ids than are configured. @throws {DataverseError}
   */
  identify(): Promise<DataverseIdentity>;
}

/** A page of thousands takes its time. */
const TIMEOUT_MS = 120_000;
const COLUMN_AGE_MS = 300_000;

/** Connects both sides as configured. Sends nothing yet. */
export function connectSides(
  configured: Pick<Configured, 'section'>,
  clock: Clock,
  earlier: EarlierSweep,
): ConnectedSides {
  const configuration = configured.section('dataverse');
  const { externalIdColumn, externalIdFallback } = configuration;
  const dataverse = connectRecords(configuration, { requestTimeoutMs: TIMEOUT_MS, clock });
  const timeouts = { attemptMs: TIMEOUT_MS, totalMs: 3 * TIMEOUT_MS };
  const spotler = connectSpotler(configured.section('spotler'), {}, clock, timeouts);
  const { mapping, connection, jobs } = dataverse;
  const { shared } = connection;
  const access = createColumnAccess({
    connection: { ...connection, ...shared },
    mapping,
    externalIdColumn,
    jobTable: jobs?.table,
    formerUserId: earlier.userId,
  });
  const sides = sweepSides({
    dataverse,
    columns: createCheckedColumns({ access, clock, maxAgeMs: COLUMN_AGE_MS }),
    spotler,
    decide: policyAsConfigured(configured.section('choices')),
    externalIdColumn,
    externalIdFallback,
    clock,
  });
  return {
    sides,
    mapping,
    jobTable: jobs?.table.table,
    spotler,
    async identify() {
      sides.begin(earlier.changes);
      const [identity] = await Promise.all([shared.whoAmI(), agreeAboutIds(shared, externalIdColumn)]);
      return identity;
    },
  };
}
