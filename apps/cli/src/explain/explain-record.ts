import { dryRunTarget, failureText } from '@spotler-connector/adapters';
import type { RecordRef, RecordSnapshot } from '@spotler-connector/anonymization-policy';
import type { Clock } from '@spotler-connector/clock';
import type { Entry } from '@spotler-connector/ledger';
import {
  askPreconditions,
  type CallOptions,
  type ContactTarget,
  type ContactWrite,
  type ErasureBrake,
  type EvidenceSink,
  lookAt,
  type ReconcileOutcome,
  type RecordSource,
  reconcileWithFollowUps,
} from '@spotler-connector/reconciler';
import type { ContactInDoubt } from '../dead-letter/queue/arrange-looks.ts';
import { EXIT, type ExitCode } from '../failure/exit-code.ts';
import type { Terminal } from '../terminal/terminal.ts';
import type { ExplainRecordOptions } from './explain-options.ts';
import { type Choices, type Explained, explainedBy } from './explained.ts';
import { explainedLines } from './explained-lines.ts';
import { prospectJson, prospectOf } from './prospect.ts';

/** Dependencies of explaining a record. */
export interface ExplainRecordPorts {
  readonly terminal: Terminal;
  readonly choices: Choices;
  readonly source: RecordSource;
  readonly target: ContactTarget;
  /** The limit on erasures; undefined when there is none. */
  readonly brake?: ErasureBrake | undefined;
  /** Where evidence of what is done is kept; undefined when nowhere. */
  readonly evidence?: EvidenceSink | undefined;
  /** Has contacts that were written to looked at once more, later. Default: nobody does. */
  readonly arrangeLooks?: ((contacts: readonly ContactInDoubt[]) => Promise<void>) | undefined;
  readonly clock: Pick<Clock, 'now'>;
  /** The evidence about a record, oldest first; undefined when none is kept. */
  readonly entriesOf?: ((ref: RecordRef) => Promise<readonly Entry[]>) | undefined;
}

/** The story of a record is told by `evidence show`. */
const SHOWN_ENTRIES = 3;

/** `explain <table> <id>`: reads, decides, looks what Spotler has; acts only with `--apply`. */
export async function explainRecord(
  { ref, apply, json }: ExplainRecordOptions,
  ports: ExplainRecordPorts,
): Promise<ExitCode> {
  const { terminal, choices, source, target, brake, evidence, arrangeLooks, clock } = ports;
  const explained = await look(ref, ports);
  if (!json) for (const line of explainedLines(explained, terminal)) terminal.print(line);
  if (!apply) {
    if (json) terminal.print(JSON.stringify(explainedJson(explained)));
    return EXIT.done;
  }
  const { dryRun } = choices;
  const writes: ContactWrite[] = [];
  const outcome = await reconcileWithFollowUps(ref, {
    source,
    target: dryRun ? dryRunTarget(target) : target,
    brake: dryRun ? undefined : brake,
    evidence: dryRun ? undefined : evidence,
    decide: (snapshot) => explainedBy(snapshot, choices).decision,
    origin: 'ours',
    onWrite: (write) => writes.push(write),
  });
  if (!dryRun) await arrangeLooks?.(inDoubt(writes, clock.now()));
  if (json) terminal.print(JSON.stringify({ ...explainedJson(explained), outcome, dryRun }));
  else terminal.print(`\n${appliedMessage(outcome, dryRun)}`);
  return exitCodeOf(outcome);
}

/** The contacts that were erased, or of which a write may still take effect. */
function inDoubt(writes: readonly ContactWrite[], now: number): ContactInDoubt[] {
  return writes.flatMap(({ ref, externalId, kind, ambiguous }) => {
    const isErased = kind.endsWith('anonymized');
    return isErased || ambiguous ? [{ ref, externalId, erasedAt: isErased ? now : undefined }] : [];
  });
}

function explainedJson({ prospect, ...explained }: Explained): object {
  return { ...explained, prospect: prospect === undefined ? undefined : prospectJson(prospect) };
}

async function look(
  ref: RecordRef,
  { source, target, brake, choices, entriesOf }: ExplainRecordPorts,
): Promise<Explained> {
  const decide = (snapshot: RecordSnapshot) => explainedBy(snapshot, choices).decision;
  // Columns that can't be read are shown among the preconditions, and do not end the explanation.
  const { reading, holders, decision } = await lookAt(ref, {
    source: { ...source, checkColumns: async () => {} },
    decide,
  });
  const explained = explainedBy(reading.snapshot, choices, reading.order);
  const spotler = await target.readBack(reading.externalId);
  const permit = brake && ((call: CallOptions) => brake.look(call));
  const erasure = { ref, decision, reading, holders, origin: 'ours', permit } as const;
  return {
    record: ref,
    ...explained,
    decision,
    holders: holders.length === 0 ? undefined : holders.map((holder) => holder.ref),
    preconditions: decision.action === 'anonymize' ? await askPreconditions(erasure, source) : undefined,
    spotler,
    evidence: (await entriesOf?.(ref))?.slice(-SHOWN_ENTRIES),
    prospect: prospectOf(decision.action, spotler),
  };
}

const HELD =
  'Held by the brake: more contacts were due to be erased than the limit allows. This one is opted out; ' +
  '`brake status` shows it, and a person decides.';

/** Says how a reconcile ended. */
function appliedMessage(outcome: ReconcileOutcome, dryRun: boolean): string {
  switch (outcome.kind) {
    case 'reconciled': {
      const { effect } = outcome;
      if (dryRun) return `DRY_RUN is on: nothing was written. It would have been: ${effect.kind}.`;
      const proof =
        'status' in effect ? ` (Spotler answered ${effect.status}; reading back finds nothing)` : '';
      return `Done: ${effect.kind}${proof}.`;
    }
    case 'not-erased':
      return 'Spotler confirmed the anonymization, but reading back still finds the contact.';
    case 'unsettled':
      return 'The record changed faster than it could be acted on; its next change message finishes the work.';
    case 'blocked':
      if (outcome.precondition === 'permit') return HELD;
      return `Nothing was done: the precondition ${outcome.precondition} is not met.`;
    case 'failed':
      return failureText(outcome.failure);
  }
}

function exitCodeOf(outcome: ReconcileOutcome): ExitCode {
  if (outcome.kind !== 'reconciled') return EXIT.failed;
  const idle = ['left', 'already-anonymized', 'unknown-contact'].includes(outcome.effect.kind);
  return idle ? EXIT.nothingToDo : EXIT.done;
}
