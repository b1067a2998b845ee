import type { Finding } from './finding.ts';
import type { CallOptions, Confirmation, SweepSource } from './ports.ts';

const TOGETHER = 200;

/** Findings of which absence is known first-hand, where they rest on it. */
export interface ConfirmedFindings {
  /** The same each time. Asks the source only the first time. */
  list(): AsyncGenerator<Finding>;
  /** How many are left out, since it could not be known whether a record has the contact. */
  unconfirmed(): number;
}

/**
 * Asks for every contact that no page of records had whether a record has it: a page leaves out what is
 * hidden from us without a word, and a record can have come since.
 */
export function confirmFindings(
  findings: () => Iterable<Finding>,
  source: Pick<SweepSource, 'confirm'>,
  { signal }: CallOptions = {},
): ConfirmedFindings {
  const answers = new Map<number, Confirmation>();

  async function ask(part: readonly Finding[]): Promise<void> {
    const open = part.filter((finding) => restsOnAbsence(finding) && !answers.has(finding.place));
    if (open.length === 0) return;
    signal?.throwIfAborted();
    const confirmed = await source.confirm(
      open.map(({ contactId = '' }) => contactId),
      { signal },
    );
    for (const [index, { place }] of open.entries()) answers.set(place, confirmed[index] ?? 'unknown');
  }

  async function* confirmed(part: readonly Finding[]): AsyncGenerator<Finding> {
    await ask(part);
    for (const finding of part) {
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
  };
}

function restsOnAbsence({ kind, decision }: Finding): boolean {
  return decision === undefined && (kind === 'orphan' || kind === 'foreign-id');
}
