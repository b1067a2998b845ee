import type { DeadLetter } from '../message/dead-letter.ts';
import { type DeadLetterFilter, matches } from './dead-letter-filter.ts';

/** Chooses dead letters, and knows what was asked for in vain. */
export interface Selection {
  /** Whether this dead letter is meant. To be asked about each one of the queue. */
  includes(deadLetter: DeadLetter): boolean;
  /** Says, when all were looked at, which reason or number there is none with. */
  hints(): string[];
}

/** Whoever writes reasons may write a new one each time; memory stays bounded. */
const MAX_REASONS = 20;

/** Builds a {@link Selection}. */
export function createSelection(filter: DeadLetterFilter): Selection {
  const reasons = new Map<string, number>();
  const unseen = new Set(filter.sequenceNumbers);
  return {
    includes(deadLetter) {
      const { reason, sequenceNumber } = deadLetter;
      if (reasons.has(reason) || reasons.size < MAX_REASONS)
        reasons.set(reason, (reasons.get(reason) ?? 0) + 1);
      unseen.delete(sequenceNumber);
      return matches(filter, deadLetter);
    },
    hints: () => [...reasonHints(filter.reason, reasons), ...numberHints([...unseen])],
  };
}

function reasonHints(wanted: string | undefined, reasons: ReadonlyMap<string, number>): string[] {
  const known = [...reasons.keys()].map((reason) => reason.toLowerCase());
  if (wanted === undefined || known.length === 0 || known.includes(wanted.toLowerCase())) return [];
  const list = [...reasons].map(([reason, count]) => `${reason} (${count})`);
  return [`No dead letter has this reason. There are: ${list.join(', ')}.`];
}

function numberHints(unseen: readonly string[]): string[] {
  if (unseen.length === 0) return [];
  return [`There is no dead letter with the number ${unseen.join(', ')}.`];
}
