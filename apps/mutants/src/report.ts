import type { TriedMutant } from './mutant.ts';
import { compareSurvivors, isSurvivor, type KnownSurvivor } from './survivors/known-survivors.ts';

/** The result of trying the mutants of a package. */
export interface Report {
  /** As it was named. */
  readonly target: string;
  readonly mutants: number;
  readonly killed: number;
  /** Killed mutants of a hundred. */
  readonly score: number;
  /** Survivors that are listed with a reason. */
  readonly listed: number;
  /** Survivors that are not. */
  readonly unlisted: readonly TriedMutant[];
  /** Entries of the list that no survivor fits any more. */
  readonly stale: readonly KnownSurvivor[];
  readonly perMinute: number;
}

/** Makes the report of mutants that were tried in so many milliseconds. */
export function reportOn(
  target: string,
  tried: readonly TriedMutant[],
  known: readonly KnownSurvivor[],
  milliseconds: number,
): Report {
  const survivors = tried.filter(isSurvivor);
  const { unlisted, stale } = compareSurvivors(tried, known);
  const killed = tried.length - survivors.length;
  return {
    target,
    mutants: tried.length,
    killed,
    score: tried.length === 0 ? 100 : (100 * killed) / tried.length,
    listed: survivors.length - unlisted.length,
    unlisted,
    stale,
    perMinute: Math.round((60_000 * tried.length) / milliseconds),
  };
}

/** Whether the score is high enough, and the list is true. */
export function isGood({ score, stale }: Report, atLeast: number): boolean {
  return score >= atLeast && stale.length === 0;
}

/** The lines for a terminal. */
export function formatReport(report: Report): readonly string[] {
  const { target, mutants, killed, score, listed, unlisted, stale, perMinute } = report;
  return [
    ...unlisted.map(formatSurvivor),
    ...stale.map(
      ({ file, original, replacement }) => `${file}: listed, but killed: ${original} → ${replacement}`,
    ),
    `${target}: ${killed} of ${mutants} mutants killed, ${score.toFixed(1)} %; ` +
      `${unlisted.length} survive unlisted, ${listed} listed with a reason; ${perMinute} a minute`,
  ];
}

function formatSurvivor({ mutant, fate }: TriedMutant): string {
  const { file, line, kind, original, replacement } = mutant;
  return `${file}:${line} ${fate} ${kind}: ${original} → ${replacement}`;
}
