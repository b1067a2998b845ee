import type { RecordRef } from '@spotler-connector/anonymization-policy';
import type { Entry } from '@spotler-connector/ledger';
import { EXIT, type ExitCode } from '../../failure/exit-code.ts';
import type { Terminal } from '../../terminal/terminal.ts';
import { entryStory } from './entry-story.ts';
import type { ShowEvidenceOptions } from './show-evidence-command.ts';

/** Dependencies of showing evidence. */
export interface ShowEvidencePorts {
  readonly terminal: Terminal;
  /** The entries about a record, oldest first. */
  readonly entriesOf: (ref: RecordRef) => Promise<readonly Entry[]>;
}

/** `evidence show`: a story for each entry. */
export async function showEvidence(
  { ref, json }: ShowEvidenceOptions,
  { terminal, entriesOf }: ShowEvidencePorts,
): Promise<ExitCode> {
  const entries = await entriesOf(ref);
  if (json) terminal.print(JSON.stringify({ record: ref, entries }));
  else for (const line of evidenceLines(ref, entries, terminal)) terminal.print(line);
  return entries.length === 0 ? EXIT.nothingToDo : EXIT.done;
}

function evidenceLines(
  { table, id }: RecordRef,
  entries: readonly Entry[],
  { palette: { bold, dim } }: Pick<Terminal, 'palette'>,
): string[] {
  if (entries.length === 0) {
    return [
      `There is no evidence about ${table} ${id}: nothing was erased or opted out for it since evidence is kept.`,
    ];
  }
  const stories = entries.flatMap((entry) => {
    const [first = '', ...others] = entryStory(entry);
    return ['', `${entry.at}  ${bold(first)}`, ...others.map((line) => dim(`    ${line}`))];
  });
  return [
    bold(`${table} ${id}`),
    ...stories,
    '',
    'evidence verify shows that nobody changed what is said here.',
  ];
}
