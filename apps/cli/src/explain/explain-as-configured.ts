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
import type { ExitCode } from '../failure/exit-code.ts';
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
  }
}
