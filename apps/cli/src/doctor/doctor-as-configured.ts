import { connectRecords, connectSpotler, openStores, readFieldMapping } from '@spotler-connector/adapters';
import type { Clock } from '@spotler-connector/clock';
import type { Configuration, ConfigurationSections } from '@spotler-connector/configuration';
import {
  createColumnAccess,
  type DataverseConnection,
  tablesWithRetention,
} from '@spotler-connector/dataverse';
import { brakeOver } from '../brake/open-brake.ts';
import type { LoadSection } from '../configured.ts';
import { registrationOf } from '../dataverse/registration-as-configured.ts';
import { connectDeadLetterQueue } from '../dead-letter/queue/dead-letter-queue.ts';
import type { ExitCode } from '../failure/exit-code.ts';
import type { CommonOptions } from '../terminal/command-options.ts';
import type { Terminal } from '../terminal/terminal.ts';
import { askTime } from './ask-time.ts';
import { checkBrake } from './check-brake.ts';
import { type ClocksUnderCheck, checkClock } from './check-clock.ts';
import { checkColumns, checkRetention } from './check-columns.ts';
import { checkConfiguration } from './check-configuration.ts';
import { checkDataverse } from './check-dataverse.ts';
import { checkJobTable } from './check-job-table.ts';
import { checkOrganization } from './check-organization.ts';
import { checkQueue } from './check-queue.ts';
import { checkQueueSettings } from './check-queue-settings.ts';
import { checkRegistration } from './check-registration.ts';
import { checkSpotler } from './check-spotler.ts';
import { checkSweep } from './check-sweep.ts';
import type { Finding } from './finding.ts';
import { isEmulator, readQueueSettings } from './read-queue-settings.ts';
import { type NamedCheck, runDoctor } from './run-doctor.ts';

/** Dependencies of `doctor`. */
export interface DoctorPorts {
  readonly terminal: Terminal;
  readonly clock: Clock;
  readonly load: LoadSection;
}

/** `doctor`, connected as far as the configuration can be used. */
export function doctorAsConfigured(
  options: CommonOptions,
  { terminal, clock, load }: DoctorPorts,
): Promise<ExitCode> {
  const serviceBus = sectionOf(load, 'serviceBus');
  const dataverse = sectionOf(load, 'dataverse');
  const spotler = sectionOf(load, 'spotler');
  const syncContacts = sectionOf(load, 'choices')?.syncContacts ?? true;
  const checks: NamedCheck[] = [
    { area: 'configuration', check: async () => checkConfiguration(load) },
    {
      area: 'clock',
      check: () => checkClock({ servers: serversOf(dataverse, spotler), askTime, clock, terminal }),
    },
  ];
  checks.push(stateOf(load, clock));
  // What is registered is compared with a queue that is known to be right.
  let queueIsRight = Promise.resolve(false);
  if (serviceBus !== undefined) {
    const findings = queueOf(serviceBus);
    queueIsRight = findings.then(hasNotFailed, () => false);
    checks.push({ area: 'Service Bus', check: () => findings });
  }
  if (dataverse !== undefined) {
    const comparable = queueIsRight.then((right) => (right ? serviceBus : undefined));
    checks.push({ area: 'Dataverse', check: () => recordsOf(dataverse, comparable) });
  }
  if (spotler !== undefined) {
    checks.push({ area: 'Spotler', check: () => accountOf({ spotler, dataverse }, syncContacts) });
  }
  return runDoctor(options, { terminal, checks });
}

function sectionOf<Name extends keyof ConfigurationSections>(
  load: LoadSection,
  name: Name,
): ConfigurationSections[Name] | undefined {
  const reading = load(name);
  return reading.kind === 'valid' ? reading.section : undefined;
}

function serversOf(
  dataverse: Configuration['dataverse'] | undefined,
  spotler: Configuration['spotler'] | undefined,
): ClocksUnderCheck['servers'] {
  const servers = [
    { name: 'Dataverse', url: dataverse?.url },
    { name: 'Spotler', url: spotler?.baseUrl },
  ];
  return servers.flatMap(({ name, url }) => (url === undefined ? [] : [{ name, url }]));
}

async function queueOf(configuration: Configuration['serviceBus']): Promise<Finding[]> {
  const queue = connectDeadLetterQueue(configuration);
  try {
    const findings = await checkQueue(queue);
    if (isEmulator(configuration) || !hasNotFailed(findings)) return findings;
    return [...findings, ...checkQueueSettings(queue.name, await readQueueSettings(configuration))];
  } finally {
    await queue.close();
  }
}

async function recordsOf(
  configuration: Configuration['dataverse'],
  comparable: Promise<Configuration['serviceBus'] | undefined>,
): Promise<Finding[]> {
  const { connection, records, mapping, jobs } = connectRecords(configuration);
  const { externalIdColumn } = configuration;
  const findings = await checkDataverse({ connection, records, externalIdColumn });
  // Nothing else can be asked of a Dataverse that does not let us in.
  if (findings.length === 1) return findings;
  if (jobs !== undefined) findings.push(await checkJobTable(jobs.store, jobs.table));
  const access = createColumnAccess({ connection, mapping, externalIdColumn, jobTable: jobs?.table });
  findings.push(...(await checkColumns(access)), ...(await checkRetention(tablesWithRetention(connection))));
  const serviceBus = await comparable;
  if (serviceBus === undefined) return findings;
  const { registrar } = registrationOf({ ...configuration, serviceEndpoint: undefined }, serviceBus);
  const senders = await sendersOf(serviceBus, connection);
  return [...findings, ...(await checkRegistration(registrar)), ...senders];
}

/** Whether those who send to the queue are this environment. */
async function sendersOf(
  configuration: Configuration['serviceBus'],
  connection: Pick<DataverseConnection, 'whoAmI'>,
): Promise<Finding[]> {
  const { organizationId } = await connection.whoAmI();
  const queue = connectDeadLetterQueue(configuration);
  try {
    return await checkOrganization({ messages: queue.activeMessages, organizationId });
  } finally {
    await queue.close();
  }
}

function stateOf(load: LoadSection, clock: Clock): NamedCheck {
  return {
    area: 'state',
    async check() {
      const [reading, choices] = [load('state'), sectionOf(load, 'choices')];
      // Their mistakes are found with the rest of the configuration.
      if (reading.kind === 'invalid' || choices === undefined) return [];
      const limit = choices.anonymizationLimit;
      const stores = await openStores(reading.section, clock);
      const brake = await checkBrake(stores && brakeOver(stores, limit, clock), { limit, clock });
      // A store that does not answer has been found already.
      if (stores === undefined || !hasNotFailed(brake)) return brake;
      return [...brake, ...(await checkSweep(stores.state, clock))];
    },
  };
}

function hasNotFailed(findings: readonly Finding[]): boolean {
  return findings.every(({ status }) => status !== 'failed');
}

interface AccountSections {
  readonly spotler: Configuration['spotler'];
  readonly dataverse: Configuration['dataverse'] | undefined;
}

async function accountOf({ spotler, dataverse }: AccountSections, syncContacts: boolean): Promise<Finding[]> {
  const mapping = readFieldMapping({ fieldMappingFile: dataverse?.fieldMappingFile });
  const client = connectSpotler(spotler);
  try {
    return await checkSpotler({ client, mapping, syncContacts });
  } finally {
    client.close();
  }
}
