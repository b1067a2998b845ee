import {
  connectRecords,
  connectSpotler,
  erasureBrake,
  evidenceSink,
  openStores,
  settingsFingerprint,
  spotlerTarget,
} from '@spotler-connector/adapters';
import type { Clock } from '@spotler-connector/clock';
import { createEvidenceWriter, entriesOfRecord } from '@spotler-connector/ledger';
import type { Configured } from '../configured.ts';
import { agreeAboutIds } from '../dataverse/agree-about-ids.ts';
import { agreeAboutPolicy } from '../dataverse/agree-about-policy.ts';
import { recordSourceAsConfigured } from '../dataverse/record-source-as-configured.ts';
import { arrangeLooks } from '../dead-letter/queue/arrange-looks.ts';
import { connectDeadLetterQueue, type DeadLetterQueue } from '../dead-letter/queue/dead-letter-queue.ts';
import type { ExitCode } from '../failure/exit-code.ts';
import { OperatorError } from '../failure/operator-error.ts';
import { readText } from '../read-text.ts';
import type { Terminal } from '../terminal/terminal.ts';
import { explainFile } from './explain-file.ts';
import type { ExplainOptions } from './explain-options.ts';
import { explainRecord } from './explain-record.ts';

/** One explanation asks about the columns once. */
const COLUMN_AGE_MS = 60_000;

/** Nobody in Dataverse asks. */
const AN_OPERATOR = { event: 'explain', userId: null, operationId: null, changedAt: null };

/** `explain`, connected as configured; for a file nothing is connected. */
export async function explainAsConfigured(
  options: ExplainOptions,
  terminal: Terminal,
  configured: Configured,
  clock: Clock,
): Promise<ExitCode> {
  if (options.kind === 'file') {
    return explainFile(options, { terminal, choices: configured.section('choices'), readText });
  }
  configured.check('dataverse', 'spotler', 'choices', 'state');
  const dataverse = configured.section('dataverse');
  const connected = connectRecords(dataverse);
  const queue = options.apply ? queueOf(configured) : undefined;
  if (options.apply) await agreeAboutIds(connected.connection, dataverse.externalIdColumn);
  const choices = configured.section('choices');
  const stores = await openStores(configured.section('state'), clock);
  const settings = { ...choices, dataverse };
  if (options.apply) {
    await agreeAboutPolicy({ store: stores?.state, settings, mapping: connected.mapping, terminal });
  }
  const spotler = connectSpotler(configured.section('spotler'));
  const writer = stores && createEvidenceWriter({ ...stores, writer: 'explain', clock });
  try {
    return await explainRecord(options, {
      terminal,
      choices,
      source: recordSourceAsConfigured({
        dataverse,
        choices,
        connected,
        clock,
        columnAgeMs: COLUMN_AGE_MS,
        readOnly: !options.apply || choices.dryRun,
      }),
      target: spotlerTarget(spotler),
      brake: erasureBrake({
        limit: choices.anonymizationLimit,
        store: stores?.state,
        contacts: spotler.contacts,
        clock,
      }),
      arrangeLooks: async (contacts) => {
        if (contacts.length === 0) return;
        const { organizationId } = await connected.connection.whoAmI();
        const { latestEffectMs } = configured.section('spotler');
        const sender = queue?.throughTopic === false ? queue.sender : undefined;
        await arrangeLooks(contacts, { sender, organizationId, latestEffectMs, clock, terminal });
      },
      clock,
      entriesOf: stores && ((ref) => entriesOfRecord(stores.evidence, ref)),
      evidence:
        writer &&
        evidenceSink({
          writer,
          settings: settingsFingerprint(settings),
          initiators: [AN_OPERATOR],
        }),
    });
  } finally {
    await writer?.end();
    spotler.close();
    await queue?.close();
  }
}

/** The queue that workers read; undefined where Service Bus is not configured, for nothing else needs it. */
function queueOf(configured: Configured): DeadLetterQueue | undefined {
  try {
    return connectDeadLetterQueue(configured.section('serviceBus'));
  } catch (error) {
    if (error instanceof OperatorError) return undefined;
    throw error;
  }
}
