import type { Entry } from '@spotler-connector/ledger';
import type { PreconditionAnswer, StandingOrder } from '@spotler-connector/reconciler';
import { whatHappened } from '../evidence/show/entry-story.ts';
import { type Row, tableLines } from '../terminal/table.ts';
import type { Palette, Terminal } from '../terminal/terminal.ts';
import type { Explained } from './explained.ts';

/** The explanation as people read it. */
export function explainedLines(
  explained: Explained,
  { palette: { bold, dim, green }, width }: Pick<Terminal, 'palette' | 'width'>,
): string[] {
  const {
    record,
    rules,
    decision,
    withoutForgetOnly,
    order,
    spotler,
    prospect,
    holders,
    preconditions,
    evidence,
  } = explained;
  const title = record === undefined ? 'The snapshot' : `${record.table} ${record.id}`;
  const rows = rules.map(({ rule, applies, decided, why }) => {
    const paint = decided ? green : applies ? (text: string) => text : dim;
    const mark = decided ? '→' : applies ? '·' : ' ';
    return [`${mark}`, { text: rule, paint }, applies ? 'applies' : '', { text: why, paint }];
  });
  return [
    bold(title),
    ...tableLines([...(order === undefined ? [] : [orderRow(order, green)]), ...rows], { width }),
    '',
    `Decision  ${bold(decision.action)}: ${decision.rule}${causes(decision.causes)}`,
    `Policy    version ${decision.policyVersion}`,
    ...(withoutForgetOnly === undefined
      ? []
      : [`          SYNC_CONTACTS is off, else it would be ${withoutForgetOnly}`]),
    ...(holders ?? []).map(({ table, id }) => `Also held by ${table} ${id}: the strictest decision counts`),
    ...(preconditions === undefined ? [] : ['', ...preconditionLines(preconditions, width)]),
    ...(spotler === undefined
      ? []
      : [`Spotler   ${spotler === 'present' ? 'has this contact now' : 'has no such contact'}`]),
    ...(prospect === undefined ? [] : [`          ${prospect.message}`]),
    ...(evidence === undefined ? [] : evidenceLines(evidence)),
  ];
}

function evidenceLines(entries: readonly Entry[]): string[] {
  if (entries.length === 0) return ['Evidence  none: nothing was erased or opted out for this record'];
  return entries.map(
    (entry, index) => `${index === 0 ? 'Evidence ' : '         '} ${entry.at}  ${whatHappened(entry)}`,
  );
}

function orderRow({ jobId, orderedOn }: StandingOrder, paint: Palette['green']): Row {
  const when = orderedOn === null ? '' : ` of ${orderedOn}`;
  const why = `A Spotler Job${when} ordered it, and the record has not changed since (${jobId}).`;
  return ['→', { text: 'explicit', paint }, 'applies', { text: why, paint }];
}

function causes(list: readonly string[]): string {
  return list.length === 0 ? '' : ` (${list.join(', ')})`;
}

const ANSWER_MARK = { met: '✓', 'not-met': '✗', 'not-asked': '?' } as const;

/** Preconditions of erasing the contact. */
function preconditionLines(preconditions: readonly PreconditionAnswer[], width: number): string[] {
  const rows = preconditions.map(({ precondition, answer, why, failure }) => {
    const column = failure?.property === undefined ? '' : ` (${failure.property})`;
    return [ANSWER_MARK[answer], precondition, `${why}${column}`];
  });
  return ['Before it is erased:', ...tableLines(rows, { width })];
}
