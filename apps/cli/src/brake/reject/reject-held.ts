import type { HeldContact } from '@spotler-connector/brake';
import type { LookOptions } from '@spotler-connector/reconciler';
import type { ContactInDoubt } from '../../dead-letter/queue/arrange-looks.ts';
import { refuseTopic } from '../../dead-letter/queue/refuse-topic.ts';
import type { ReplayPorts } from '../../dead-letter/replay/replay-ports.ts';
import { EXIT, type ExitCode } from '../../failure/exit-code.ts';
import { failureMessage } from '../../failure/failure-message.ts';
import { heldDeadLetters } from '../held-dead-letters.ts';
import type { OpenBrake } from '../open-brake.ts';
import { replayHeld } from '../replay-held.ts';
import type { Person } from '../who-decides.ts';
import { fateOf } from './fate-of.ts';
import type { PermissionContacts } from './give-back.ts';
import type { RejectOptions } from './reject-command.ts';
import { rejectOne } from './reject-one.ts';
import { createTally, type Tally } from './rejection-tally.ts';

/** Dependencies of `brake reject`. */
export interface RejectPorts extends ReplayPorts {
  readonly brake: Pick<OpenBrake, 'held' | 'evidence'>;
  readonly look: LookOptions;
  readonly contacts: PermissionContacts;
  /** Finds out who decides. */
  readonly who: () => Promise<Person>;
  /** Has contacts looked at once more, later. Default: nobody does. */
  readonly arrangeLooks?: ((contacts: readonly ContactInDoubt[]) => Promise<void>) | undefined;
}

/** Contacts that are dealt with at once. */
const AT_ONCE = 8;

/** `brake reject`: gives the permissions back to whoever is not to be forgotten any more. */
export async function rejectHeld(options: RejectOptions, ports: RejectPorts): Promise<ExitCode> {
  const { terminal, queue, brake, look, who, confirm, clock } = ports;
  const { json, dryRun, yes, throughTopic } = options;
  const contacts = await heldOf(brake);
  if (contacts.length === 0) {
    terminal.print(json ? JSON.stringify(createTally().json()) : 'Nobody is held.');
    return EXIT.nothingToDo;
  }
  const foreseen = await withEach(contacts, ports, (contact) => fateOf(contact, look));
  if (!json) for (const line of foreseen.lines('would')) terminal.print(line);
  if (dryRun) {
    if (json) terminal.print(JSON.stringify(foreseen.json()));
    return foreseen.failed === 0 ? EXIT.done : EXIT.failed;
  }
  refuseTopic(queue, { throughTopic });
  const undone = foreseen.count('given-back');
  if (!yes && !(await confirm(`Give ${undone} contacts the permissions back that they had?`))) {
    terminal.log('Nothing was given back.');
    return EXIT.nothingToDo;
  }
  const decider = { person: await who(), decidedAt: clock.now() };
  const doubtful: ContactInDoubt[] = [];
  const onDoubt = ({ table, id, externalId }: HeldContact) =>
    doubtful.push({ ref: { table, id }, externalId });
  const done = await withEach(contacts, ports, (contact) =>
    rejectOne(contact, decider, { ...ports, ...brake, onDoubt }),
  );
  await ports.arrangeLooks?.(doubtful);
  if (!json) for (const line of done.lines('did')) terminal.print(line);
  const sequenceNumbers = await deadLettersDone(ports);
  const { exitCode, replay } = await replayHeld({ sequenceNumbers, throughTopic, json }, ports);
  if (json) terminal.print(JSON.stringify({ ...done.json(), replay }));
  return done.failed > 0 || exitCode === EXIT.failed ? EXIT.failed : EXIT.done;
}

async function heldOf({ held }: RejectPorts['brake']): Promise<HeldContact[]> {
  const contacts: HeldContact[] = [];
  for await (const contact of held.all()) if (contact.state === 'held') contacts.push(contact);
  return contacts;
}

/** Deals with all of them, some at once. One that fails is counted and said, and the others go on. */
async function withEach(
  contacts: readonly HeldContact[],
  { terminal, signal }: Pick<RejectPorts, 'terminal' | 'signal'>,
  deal: (contact: HeldContact) => Promise<Parameters<Tally['add']>[0]>,
): Promise<Tally> {
  const tally = createTally();
  const waiting = contacts.values();
  async function dealWithSome(): Promise<void> {
    for (const contact of waiting) {
      if (signal.aborted) return;
      try {
        tally.add(await deal(contact));
      } catch (error) {
        tally.add('failed');
        terminal.log(`${contact.table} ${contact.id}: ${failureMessage(error)}`);
        terminal.debug(error);
      }
    }
  }
  await Promise.all(Array.from({ length: AT_ONCE }, dealWithSome));
  return tally;
}

/**
 * Dead letters about nobody who is still held. That of a Spotler Job names no record: it stays while any is.
 */
async function deadLettersDone(ports: RejectPorts): Promise<string[]> {
  const held = new Set((await heldOf(ports.brake)).map(({ table, id }) => `${table} ${id}`));
  const found = await heldDeadLetters(ports.queue.deadLetters, ports);
  return found
    .filter(({ records }) =>
      records.length === 0 ? held.size === 0 : !records.some(({ table, id }) => held.has(`${table} ${id}`)),
    )
    .map(({ sequenceNumber }) => sequenceNumber);
}
