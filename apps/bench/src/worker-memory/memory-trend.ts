/** A measure of memory after so many messages. */
export interface MemorySample {
  readonly messages: number;
  readonly bytes: number;
}

/** How memory went, told from samples that are evenly spread. */
export interface MemoryTrend {
  /** Mean of the first half, in bytes. */
  readonly firstHalfBytes: number;
  /** Mean of the second half, in bytes. */
  readonly secondHalfBytes: number;
  /** The latter divided by the former: about 1 when nothing is retained. */
  readonly ratio: number;
  /** Bytes that a message of the second half leaves behind: the slope of least squares. */
  readonly bytesPerMessage: number;
  /** Twice the standard error of that slope, wider for samples that resemble each other or come in steps. */
  readonly noise: number;
  /** Whether the slope is above zero by more than the noise. */
  readonly grows: boolean;
}

/**
 * Pure. Needs three samples in each half. What comes and goes in steps of `stepBytes` can be a step off at
 * either end of the half, so a slope that comes to less is noise as well.
 */
export function memoryTrend(samples: readonly MemorySample[], stepBytes = 0): MemoryTrend {
  const middle = Math.floor(samples.length / 2);
  const [first, second] = [samples.slice(0, middle), samples.slice(middle)];
  if (first.length < 3) throw new RangeError('A trend needs six samples');
  const [x, y] = [meanOf(second, 'messages'), meanOf(second, 'bytes')];
  const spread = sum(second.map(({ messages }) => (messages - x) ** 2));
  const slope = sum(second.map(({ messages, bytes }) => (messages - x) * (bytes - y))) / spread;
  const residuals = second.map(({ messages, bytes }) => bytes - y - slope * (messages - x));
  const scatter =
    2 * Math.sqrt((squares(residuals) / (residuals.length - 2) / spread) * correlationFactor(residuals));
  const span = (second.at(-1)?.messages ?? 0) - (second[0]?.messages ?? 0);
  const noise = Math.max(scatter, (2 * stepBytes) / span);
  const firstHalfBytes = meanOf(first, 'bytes');
  return {
    firstHalfBytes,
    secondHalfBytes: y,
    ratio: y / firstHalfBytes,
    bytesPerMessage: slope,
    noise,
    grows: slope > noise,
  };
}

/** The highest correlation of neighbours that is assumed: a few samples can't tell more from a trend. */
const MAX_CORRELATION = 0.9;

/**
 * Factor by which the samples tell less because each resembles the one before: memory comes in steps, and
 * samples of one step are one sample. 1 when they do not; the usual factor for a lag of one otherwise.
 */
function correlationFactor(residuals: readonly number[]): number {
  const total = squares(residuals);
  if (total === 0) return 1;
  const pairs = residuals.slice(1).map((residual, index) => residual * (residuals[index] ?? 0));
  const correlation = Math.min(Math.max(sum(pairs) / total, 0), MAX_CORRELATION);
  return (1 + correlation) / (1 - correlation);
}

function meanOf(samples: readonly MemorySample[], member: keyof MemorySample): number {
  return sum(samples.map((sample) => sample[member])) / samples.length;
}

function squares(values: readonly number[]): number {
  return sum(values.map((value) => value ** 2));
}

function sum(values: readonly number[]): number {
  return values.reduce((total, value) => total + value, 0);
}
