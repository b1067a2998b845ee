import type { StandingOrder } from '@spotler-connector/reconciler';
import { type Cell, columns } from '../terminal/columns.ts';
import type { Palette } from '../terminal/terminal.ts';
import type { Explained } from './explained.ts';

/** The explanation as people read it. */
export function explainedLines(explained: Explained, { bold, dim, green }: Palette): string[] {
  const { record, rules, decision, withoutForgetOnly, order, spotler, prospect } = explained;
  const title = record === undefined ? 'The snapshot' : `${record.table} ${record.id}`;
  const rows = rules.map(({ rule, applies, decided, why }) => {
    const paint = decided ? green : applies ? (text: string) => text : dim;
    const mark = decided ? '→' : applies ? '·' : ' ';
    return [`${mark}`, { text: rule, paint }, applies ? 'applies' : '', { text: why, paint }];
  });
  return [
    bold(title),
    ...columns([...(order === undefined ? [] : [orderRow(order, green)]), ...rows]),
    '',
    `Decision  ${bold(decision.action)}: ${decision.rule}${causes(decision.causes)}`,
    `Policy    version ${decision.policyVersion}`,
    ...(withoutForgetOnly === undefined
      ? []
      : [`          SYNC_CONTACTS is off, else it would be ${withoutForgetOnly}`]),
    ...(spotler === undefined
      ? []
      : [`Spotler   ${spotler === 'present' ? 'has this contact now' : 'has no such contact'}`]),
    ...(prospect === undefined ? [] : [`          ${prospect.sentence}`]),
  ];
}

function orderRow({ jobId, orderedOn }: StandingOrder, paint: Palette['green']): (Cell | string)[] {
  const when = orderedOn === null ? '' : ` of ${orderedOn}`;
  const why = `A Spotler Job${when} ordered it, and the record has not changed since (${jobId}).`;
  return ['→', { text: 'explicit', paint }, 'applies', { text: why, paint }];
}

function causes(list: readonly string[]): string {
  return list.length === 0 ? '' : ` (${list.join(', ')})`;
}
