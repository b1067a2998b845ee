import { type BrakeStatus, readBrake } from '@spotler-connector/brake';
import type { Clock } from '@spotler-connector/clock';
import { EXIT, type ExitCode } from '../../failure/exit-code.ts';
import type { CommonOptions } from '../../terminal/command-options.ts';
import { tableLines } from '../../terminal/table.ts';
import type { Terminal } from '../../terminal/terminal.ts';
import { type HeldSummary, summarizeHeld } from '../held-summary.ts';
import type { OpenBrake } from '../open-brake.ts';

/** Dependencies of `brake status`. */
export interface ShowBrakePorts {
  readonly terminal: Terminal;
  readonly brake: OpenBrake;
  readonly clock: Pick<Clock, 'now'>;
}

/** `brake status`: the limit, its use, and who is held. */
export async function showBrake(
  { json }: CommonOptions,
  { terminal, brake: { limit, store, held }, clock }: ShowBrakePorts,
): Promise<ExitCode> {
  const status = await readBrake(store, clock.now());
  const summary = await summarizeHeld(held.all());
  if (json) terminal.print(JSON.stringify(statusJson(limit, status, summary)));
  else for (const line of statusLines(limit, status, summary, terminal)) terminal.print(line);
  return EXIT.done;
}

function statusJson(limit: number, { used, released, releases }: BrakeStatus, summary: HeldSummary): object {
  const { count, groups, first, last, sample } = summary;
  const held = { count, groups, first: isoOf(first) ?? null, last: isoOf(last) ?? null, sample };
  const decided = releases.map(({ at, ...release }) => ({ at: isoOf(at), ...release }));
  return { limit, used, released, held, releases: decided };
}

function statusLines(
  limit: number,
  { used, released, releases }: BrakeStatus,
  { count, groups, first, last, sample }: HeldSummary,
  { width, palette: { bold, red } }: Pick<Terminal, 'width' | 'palette'>,
): string[] {
  const decision = releases.at(-1);
  const allowed = limit === 0 ? 'The brake is off (ANONYMIZATION_LIMIT is 0).' : `Limit     ${limit} an hour`;
  const lines = [allowed, `Used      ${used} within the last hour`];
  if (released > 0) lines.push(`Released  ${released} more, not used yet`);
  if (decision !== undefined) {
    lines.push(`Decided   ${isoOf(decision.at)}: ${decision.count} more, by ${decision.by}`);
  }
  if (count === 0) return [...lines, 'Held      nobody'];
  const rows = groups.map((group) => [
    '',
    { text: String(group.count), right: true },
    group.rule,
    group.table,
  ]);
  return [
    ...lines,
    bold(red(`Held      ${count}, opted out, first ${isoOf(first)}, last ${isoOf(last)}`)),
    ...tableLines(rows, { width }),
    `Such as   ${sample.join(', ')}`,
    '',
    'A mistake? Correct it, then: spotler-connector brake reject',
    'As it should be? Then: spotler-connector brake release --all',
  ];
}

function isoOf(at: number | undefined): string | undefined {
  return at === undefined ? undefined : new Date(at).toISOString();
}
