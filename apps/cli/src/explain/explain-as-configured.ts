import {
  connectRecords,
  connectSpotler,
  dataverseSource,
  policyAsConfigured,
  spotlerTarget,
} from '@spotler-connector/adapters';
import type { Configured } from '../configured.ts';
import type { ExitCode } from '../failure/exit-code.ts';
import { readText } from '../read-text.ts';
import type { Terminal } from '../terminal/terminal.ts';
import { explainFile } from './explain-file.ts';
import type { ExplainOptions } from './explain-options.ts';
import { explainRecord } from './explain-record.ts';

/** `explain`, connected as configured; for a file nothing is connected. */
export async function explainAsConfigured(
  options: ExplainOptions,
  terminal: Terminal,
  configured: Configured,
): Promise<ExitCode> {
  if (options.kind === 'file') {
    return explainFile(options, { terminal, choices: configured.section('choices'), readText });
  }
  configured.check('dataverse', 'spotler', 'choices');
  const { records, jobs } = connectRecords(configured.section('dataverse'));
  const choices = configured.section('choices');
  const spotler = connectSpotler(configured.section('spotler'));
  try {
    return await explainRecord(options, {
      terminal,
      choices,
      source: dataverseSource(records, { jobs: jobs?.store, decide: policyAsConfigured(choices) }),
      target: spotlerTarget(spotler),
    });
  } finally {
    spotler.close();
  }
}
