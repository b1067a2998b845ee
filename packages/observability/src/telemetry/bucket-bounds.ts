/**
 * The bounds that the conventions advise for durations, and some beyond: a message may be held for a minute.
 */
export const DURATIONS = [
  0.005, 0.01, 0.025, 0.05, 0.075, 0.1, 0.25, 0.5, 0.75, 1, 2.5, 5, 7.5, 10, 30, 60, 120,
];
/** A message can wait for as long as an outage lasts. */
export const DELAYS = [0.1, 0.5, 1, 5, 10, 30, 60, 300, 900, 3_600, 14_400, 86_400];

/** Bounds of attempts: few are the rule. */
export const ATTEMPTS = [1, 2, 3, 5, 8];
