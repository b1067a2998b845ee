import type { Finding } from './finding.ts';
import type { CallOptions, Confirmation, SweepSource, SweepTarget } from './ports.ts';

const TOGETHER = 200;

/** Findings of which absence is known first-hand, where they rest on it. */
export interface ConfirmedFindings {
  /** The same each time. Asks only the first time. */
  list(): AsyncGenerator<Finding>;
  /** How many are left out, since it could not be known whether a record has the contact. */
  unconfirmed(): number;
}

/** Options of confirming findings. */
export interface ConfirmationOptions extends CallOptions {
  readonly source: Pick<SweepSource, 'confirm'>;
  /** Asked whether contacts are still there, of which only an earlier sweep knows. Default: nobody is. */
  readonly target?: Pick<SweepTarget, 'arePresent'> | undefined;
}

/** Findings that are confirmed, and what confirming them showed. */
export interface Confirmations extends ConfirmedFindings {
  /** Places of findings whose contact is gone meanwhile. */
  gone(): readonly number[];
}

/**
 * Asks for every contact that no page of records had whether a record has it: a page leaves out what is
 * hidden from us without a word, and a record can have come since. No list tells which contacts are gone, so
 * that is asked too before one that was there once is erased.
 */
export function confirmFindings(
  findings: () => Iterable<Finding>,
  { source, target, signal }: ConfirmationOptions,
): Confirmations {
  const answers = new Map<number, Confirmation>();
  const presence = new Map<number, boolean>();

  async function askForRecords(part: readonly Finding[]): Promise<void> {
    const open = part.filter(restsOnAbsence).filter(({ place }) => !answers.has(place));
    if (open.length === 0) return;
    signal?.throwIfAborted();
    const confirmed = await source.confirm(
      open.map(({ contactId }) => contactId),
      { signal },
    );
    for (const [index, { place }] of open.entries()) answers.set(place, confirmed[index] ?? 'unknown');
  }

  async function askForContacts(part: readonly Finding[]): Promise<void> {
    const open = part.filter((finding) => takesAway(finding) && !presence.has(finding.place));
    if (target === undefined || open.length === 0) return;
    signal?.throwIfAborted();
    const present = await target.arePresent(open, { signal });
    for (const [index, { place }] of open.entries()) presence.set(place, present[index] ?? true);
  }

  async function* confirmed(part: readonly Finding[]): AsyncGenerator<Finding> {
    await askForContacts(part);
    const there = part.filter(({ place }) => presence.get(place) !== false);
    await askForRecords(there);
    for (const finding of there) {
      if (!restsOnAbsence(finding) || answers.get(finding.place) === 'absent') yield finding;
    }
  }

  return {
    async *list() {
      let part: Finding[] = [];
      for (const finding of findings()) {
        part.push(finding);
        if (part.length < TOGETHER) continue;
        yield* confirmed(part);
        part = [];
      }
      yield* confirmed(part);
    },
    unconfirmed: () => [...answers.values()].filter((answer) => answer === 'unknown').length,
    gone: () => [...presence].flatMap(([place, present]) => (present ? [] : place)),
  };
}

function restsOnAbsence(finding: Finding): finding is Finding & { readonly contactId: string } {
  const { kind, contactId, decision } = finding;
  return decision === undefined && contactId !== undefined && (kind === 'orphan' || kind === 'foreign-id');
}

function takesAway({ kind }: Finding): boolean {
  return kind === 'must-be-gone' || kind === 'must-be-opted-out' || kind === 'orphan';
}
