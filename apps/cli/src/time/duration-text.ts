import prettyMilliseconds from 'pretty-ms';

const SECOND_MS = 1_000;

/** A duration in one or two units, to the second, such as `3d 4h`. A negative one is `0s`. */
export function durationText(ms: number): string {
  const seconds = Math.max(0, Math.round(ms / SECOND_MS));
  return seconds === 0 ? '0s' : prettyMilliseconds(seconds * SECOND_MS, { unitCount: 2 });
}
