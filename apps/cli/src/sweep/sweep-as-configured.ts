import { createHash, randomBytes } from 'node:crypto';
import { openStores, policyFingerprint } from '@spotler-connector/adapters';
import { TABLES } from '@spotler-connector/anonymization-policy';
import type { Clock } from '@spotler-connector/clock';
import type { FieldMapping } from '@spotler-connector/dataverse';
import { readGeneration } from '@spotler-connector/policy-generation';
import { createServiceBusClient } from '@spotler-connector/service-bus';
import type { Configured } from '../configured.ts';
import { recordSweep } from '../evidence/record-sweep.ts';
import type { ExitCode } from '../failure/exit-code.ts';
import type { Confirm } from '../terminal/confirm.ts';
import type { Terminal } from '../terminal/terminal.ts';
import { connectSides } from './connect-sides.ts';
import { earlierSweep } from './earlier-sweep.ts';
import { messageAbout } from './finding-messages.ts';
import { runSweep } from './run-sweep.ts';
import type { SweepOptions } from './sweep-command.ts';

/** Ports of a sweep. */
export interface SweepPorts {
  readonly terminal: Terminal;
  readonly confirm: Confirm;
  readonly clock: Clock;
  readonly signal: AbortSignal;
}

/** `sweep`, connected as configured. */
export async function sweepAsConfigured(
  options: SweepOptions,
  ports: SweepPorts,
  configured: Configured,
): Promise<ExitCode> {
  configured.check('serviceBus', 'dataverse', 'spotler', 'choices', 'state');
  const { clock, terminal } = ports;
  const choices = configured.section('choices');
  const { externalIdColumn, externalIdFallback } = configured.section('dataverse');
  const stores = await openStores(configured.section('state'), clock);
  const earlier = await earlierSweep(options, stores?.state, clock);
  const { sides, mapping, jobTable, spotler, identify } = connectSides(configured, clock, earlier);
  const { organizationId, userId } = await identify();
  const generation = stores && (await readGeneration(stores.state));
  const serviceBus = configured.section('serviceBus');
  const { source: queue } = serviceBus;
  const client = createServiceBusClient(serviceBus);
  const sender = client.createSender(queue.kind === 'queue' ? queue.queue : queue.topic);
  const facts = { organizationId, jobTable, hasIdColumn: externalIdColumn !== undefined };
  if (choices.dryRun && !options.dryRun) terminal.log('DRY_RUN is set: nothing will be mended.');
  try {
    return await runSweep(
      { ...options, dryRun: options.dryRun || choices.dryRun },
      {
        ...ports,
        ...sides,
        properties: propertiesOf(mapping),
        ownIds: externalIdColumn === undefined,
        byRecordId: externalIdColumn === undefined || externalIdFallback !== 'none',
        fingerprint: fingerprintOf(configured, organizationId, mapping, generation?.generation.number),
        userId,
        store: stores?.state,
        newRun,
        record: stores && ((found) => recordSweep(stores, found, clock)),
        async send(findings) {
          await sender.sendMessages(findings.flatMap((finding) => messageAbout(finding, facts) ?? []));
        },
      },
    );
  } finally {
    spotler.close();
    await client.close();
  }
}

function newRun() {
  const [run, owner] = [randomBytes(6).toString('hex'), randomBytes(6).toString('hex')];
  return { run, owner, salt: randomBytes(4).readUInt32LE() };
}

function propertiesOf(mapping: FieldMapping): string[] {
  return [...new Set(TABLES.flatMap((table) => mapping[table].map(({ property }) => property)))];
}

/**
 * Differs whenever a record could be decided otherwise, other records or contacts be compared, or workers of
 * another policy have acted since.
 */
function fingerprintOf(
  configured: Configured,
  organizationId: string,
  mapping: FieldMapping,
  generation: number | undefined,
): string {
  const settings = { ...configured.section('choices'), dataverse: configured.section('dataverse') };
  const { baseUrl, consumerKey } = configured.section('spotler');
  const facts = [
    policyFingerprint(settings, mapping),
    organizationId,
    baseUrl,
    generation,
    consumerKey.reveal(),
  ];
  return createHash('sha256').update(JSON.stringify(facts)).digest('hex');
}
