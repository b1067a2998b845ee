import { releaseBrake } from '@spotler-connector/brake';
import { refuseTopic } from '../../dead-letter/queue/refuse-topic.ts';
import type { ReplayPorts } from '../../dead-letter/replay/replay-ports.ts';
import { EXIT, type ExitCode } from '../../failure/exit-code.ts';
import { type HeldDeadLetter, heldDeadLetters } from '../held-dead-letters.ts';
import type { OpenBrake } from '../open-brake.ts';
import { replayHeld } from '../replay-held.ts';
import type { Person } from '../who-decides.ts';
import type { ReleaseOptions } from './release-command.ts';

/** Dependencies of `brake release`. */
export interface ReleasePorts extends ReplayPorts {
  readonly brake: Pick<OpenBrake, 'store' | 'evidence'>;
  /** Finds out who decides. */
  readonly who: () => Promise<Person>;
}

/** `brake release`: allows erasures beyond the limit, and replays that many of what is held. */
export async function releaseHeld(options: ReleaseOptions, ports: ReleasePorts): Promise<ExitCode> {
  const { terminal, queue, brake, who, confirm, clock } = ports;
  const { json, dryRun, yes, waitMs, throughTopic } = options;
  const held = chosen(await heldDeadLetters(queue.deadLetters, ports), options.count);
  const erasures = contactsOf(held);
  const found = { deadLetters: held.length, erasures };
  if (json && (dryRun || held.length === 0)) terminal.print(JSON.stringify({ released: 0, ...found }));
  if (!json) terminal.print(`Held: ${held.length} dead held, for up to ${erasures} erasures.`);
  if (held.length === 0) return EXIT.nothingToDo;
  if (dryRun) return EXIT.done;
  refuseTopic(queue, { throughTopic });
  if (!yes && !(await confirm(`Let ${erasures} contacts be erased? That cannot be undone.`))) {
    if (json) terminal.print(JSON.stringify({ released: 0, ...found }));
    terminal.log('Nothing was released.');
    return EXIT.nothingToDo;
  }
  const { name, id } = await who();
  // Nobody lets anything be erased without evidence of it.
  await brake.evidence.append({ kind: 'released', count: erasures, decidedBy: id });
  await releaseBrake(brake.store, { at: clock.now(), count: erasures, by: name });
  if (!json) terminal.print(`Released ${erasures} erasures beyond the limit.`);
  const sequenceNumbers = held.map(({ sequenceNumber }) => sequenceNumber);
  const { exitCode, replay } = await replayHeld({ sequenceNumbers, waitMs, throughTopic, json }, ports);
  if (json) terminal.print(JSON.stringify({ released: erasures, ...found, replay }));
  return exitCode;
}

/** The oldest of them, as long as they are about no more contacts than that. */
function chosen(held: readonly HeldDeadLetter[], count: ReleaseOptions['count']): readonly HeldDeadLetter[] {
  if (count === 'all') return held;
  const end = held.findIndex((_, index) => contactsOf(held.slice(0, index + 1)) > count);
  return end === -1 ? held : held.slice(0, end);
}

/** Several messages about one record are about one contact, and so is a Spotler Job. */
function contactsOf(held: readonly HeldDeadLetter[]): number {
  const names = held.flatMap(({ records, sequenceNumber }) =>
    records.length === 0 ? [sequenceNumber] : records.map(({ table, id }) => `${table} ${id}`),
  );
  return new Set(names).size;
}
