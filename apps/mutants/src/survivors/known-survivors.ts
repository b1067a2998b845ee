import { readFileSync } from 'node:fs';
import { isLeft } from 'fp-ts/lib/Either.js';
import * as t from 'io-ts';
import type { Mutant, TriedMutant } from '../mutant.ts';

/** Mutants that no test can notice, or none should, each with the reason. */
const KNOWN_SURVIVORS = t.readonlyArray(
  t.type({
    file: t.string,
    kind: t.string,
    original: t.string,
    replacement: t.string,
    reason: t.string,
  }),
);

/** A mutant that survives, and why that is right. The same change at two places of a file is one entry. */
export type KnownSurvivor = Readonly<t.TypeOf<typeof KNOWN_SURVIVORS>[number]>;

/** How the mutants that survived compare with the list. */
export interface ComparedSurvivors {
  /** Survivors that are not on the list. */
  readonly unlisted: readonly TriedMutant[];
  /** Entries about files that were tried which no survivor fits any more. */
  readonly stale: readonly KnownSurvivor[];
}

/**
 * Reads the list.
 *
 * @throws {TypeError} when it is not one, or an entry gives no reason.
 */
export function readKnownSurvivors(file: URL): readonly KnownSurvivor[] {
  const decoded = KNOWN_SURVIVORS.decode(JSON.parse(readFileSync(file, 'utf8')));
  if (isLeft(decoded)) {
    throw new TypeError('The list of survivors has entries without all of file, kind, original, replacement');
  }
  const unreasoned = decoded.right.find(({ reason }) => reason.trim() === '');
  if (unreasoned !== undefined) throw new TypeError(`No reason is given for ${nameOf(unreasoned)}`);
  return decoded.right;
}

/** Compares. */
export function compareSurvivors(
  tried: readonly TriedMutant[],
  known: readonly KnownSurvivor[],
): ComparedSurvivors {
  const survivors = tried.filter(isSurvivor);
  const names = new Set(survivors.map(({ mutant }) => nameOf(mutant)));
  const knownNames = new Set(known.map(nameOf));
  const files = new Set(tried.map(({ mutant }) => mutant.file));
  return {
    unlisted: survivors.filter(({ mutant }) => !knownNames.has(nameOf(mutant))),
    stale: known.filter((entry) => files.has(entry.file) && !names.has(nameOf(entry))),
  };
}

/** Whether no test noticed it. */
export function isSurvivor({ fate }: TriedMutant): boolean {
  return fate === 'survived' || fate === 'unreached';
}

function nameOf({ file, kind, original, replacement }: Omit<KnownSurvivor, 'reason'> | Mutant): string {
  return `${file} ${kind}: ${original} → ${replacement}`;
}
