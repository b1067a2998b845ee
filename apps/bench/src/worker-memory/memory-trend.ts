/** What the process held after so many messages. */
export interface MemorySample {
  readonly messages: number;
  /** Heap and buffers after a collection. */
  readonly bytes: number;
}

/** How memory went, told from samples that are evenly spread. */
export interface MemoryTrend {
  /** Mean of the first half, in bytes. */
  readonly firstHalfBytes: number;
  /** Mean of the second half, in bytes. */
  readonly secondHalfBytes: number;
  /** The latter divided by the former: about 1 when nothing is kept. */
  readonly ratio: number;
  /** What a message of the second half leaves behind, in bytes: the slope of least squares. */
  readonly bytesPerMessage: number;
  /** Twice the standard error of that slope. */
  readonly noise: number;
}

/** Pure. Needs three samples in each half. */
export function memoryTrend(samples: readonly MemorySample[]): MemoryTrend {
  const middle = Math.floor(samples.length / 2);
  const [first, second] = [samples.slice(0, middle), samples.slice(middle)];
  if (first.length < 3) throw new RangeError('A trend needs six samples');
  const [x, y] = [meanOf(second, 'messages'), meanOf(second, 'bytes')];
  const spread = sum(second, (sample) => (sample.messages - x) ** 2);
  const slope = sum(second, (sample) => (sample.messages - x) * (sample.bytes - y)) / spread;
  const residual = (sample: MemorySample) => sample.bytes - y - slope * (sample.messages - x);
  const variance = sum(second, (sample) => residual(sample) ** 2) / (second.length - 2);
  const firstHalfBytes = meanOf(first, 'bytes');
  return {
    firstHalfBytes,
    secondHalfBytes: y,
    ratio: y / firstHalfBytes,
    bytesPerMessage: slope,
    noise: 2 * Math.sqrt(variance / spread),
  };
}

function meanOf(samples: readonly MemorySample[], member: keyof MemorySample): number {
  return sum(samples, (sample) => sample[member]) / samples.length;
}

function sum(samples: readonly MemorySample[], of: (sample: MemorySample) => number): number {
  return samples.reduce((total, sample) => total + of(sample), 0);
}
