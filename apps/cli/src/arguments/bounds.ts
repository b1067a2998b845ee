const SECOND_MS = 1_000;
const DAY_MS = 86_400_000;

/** The least and the most that an option takes, both included. */
export interface Bounds {
  readonly min: number;
  readonly max: number;
}

/** The bounds of every option that is a number or a duration. Durations are in milliseconds. */
export const BOUNDS = {
  /** `--rate` and `--peek-rate`: messages per second; 0 is no limit. */
  rate: { min: 0, max: 100_000 },
  /** `--every`: without a pause between two looks, looking would slow the worker down. */
  every: { min: SECOND_MS, max: DAY_MS },
  /** `--ramp-wait` and `--wait` */
  rampWait: { min: 0, max: DAY_MS },
  /** `--older-than`, `--since` and `--until`, counted back from now: up to ten years. */
  ago: { min: 0, max: 3_650 * DAY_MS },
  /** `--max-replays` */
  maxReplays: { min: 1, max: 9_999 },
  /** `--count` of `brake release` */
  releases: { min: 1, max: 1_000_000 },
  /** `--page` and `--limit` of `list --each`: what is on the pages up to the last one is kept in memory. */
  page: { min: 1, max: 500 },
  limit: { min: 1, max: 200 },
  /** `--skip`: lines of a file. */
  skip: { min: 0, max: 999_999_999 },
} as const satisfies Readonly<Record<string, Bounds>>;
