/** How often something happened. */
export interface Tally {
  /** How often. */
  readonly count: number;
  /** The record's table. */
  readonly table: string;
  /** The rule that decided. */
  readonly rule: string;
  /** Kind of act: `anonymized`, `opted-out` and so on. */
  readonly result: string;
}

/** One day of a month, in UTC. */
export interface DayTally {
  /** Such as `2026-11-28`. */
  readonly day: string;
  /** Contacts that were anonymized. */
  readonly anonymized: number;
  /** Contacts that were gone already. */
  readonly alreadyAnonymized: number;
  /** Contacts that Spotler still shows after confirming their anonymization. */
  readonly notErased: number;
  /** Contacts whose permissions were set to false. */
  readonly optedOut: number;
}

/** How long it took from a change to the proof that it was carried out. */
export interface Waits {
  /** Entries that say when the change was made. */
  readonly measured: number;
  /** Milliseconds; null when nothing was measured. */
  readonly medianMs: number | null;
  /** Milliseconds; null when nothing was measured. */
  readonly maxMs: number | null;
}

/** Counts by name. */
export type Counts = Readonly<Record<string, number>>;

/**
 * Everything that a month's evidence comes to. The same evidence gives the same report, wherever it is kept.
 */
export interface MonthReport {
  /** Such as `2026-11`. */
  readonly month: string;
  /** Entries of the month, those of writers included. */
  readonly entries: number;
  /** Erasures, by table, rule and result. */
  readonly erasures: readonly Tally[];
  /** Opt-outs, by table, rule and result. */
  readonly optOuts: readonly Tally[];
  /** The same day by day; days without any are left out. */
  readonly days: readonly DayTally[];
  /** Waits of erasures and opt-outs. */
  readonly waits: Waits;
  /** The changes that led to erasures and opt-outs, by event. */
  readonly events: Counts;
  /** Erasures that the brake held, and decisions about them. */
  readonly brake: { readonly held: number; readonly released: number; readonly rejected: number };
  /** Spotler Jobs by result. */
  readonly jobs: Counts;
  /** Mendings of second looks and sweeps, by who found it and what was done. */
  readonly mends: Counts;
  /** Findings of sweeps. */
  readonly sweeps: {
    readonly count: number;
    readonly compared: number;
    readonly mended: number;
    readonly found: Counts;
  };
  /** Generations of the policy that began, oldest first. */
  readonly generations: readonly {
    readonly at: string;
    readonly generation: string;
    readonly policyVersion: string;
    readonly settings: string;
  }[];
}
