/** The workers that decide alike, and act. */
export interface Generation {
  /** Counts up with each generation. */
  readonly number: number;
  /** Tells whether two workers decide alike. */
  readonly fingerprint: string;
  /** When it began, in milliseconds since the epoch, by the clock of the worker that began it. */
  readonly since: number;
  /** Counts up while one of its workers lives. */
  readonly beat: number;
}

/** Writes a generation. */
export function encodeGeneration(generation: Generation): Uint8Array {
  return new TextEncoder().encode(JSON.stringify(generation));
}

/** Reads a generation; undefined when it is none. */
export function decodeGeneration(body: Uint8Array): Generation | undefined {
  const json = parsed(body);
  if (typeof json !== 'object' || json === null) return undefined;
  const { number, fingerprint, since, beat } = { ...NOTHING, ...json };
  if (typeof fingerprint !== 'string') return undefined;
  return isCount(number) && isCount(since) && isCount(beat)
    ? { number, fingerprint, since, beat }
    : undefined;
}

const NOTHING: Readonly<Record<keyof Generation, unknown>> = {
  number: undefined,
  fingerprint: undefined,
  since: undefined,
  beat: undefined,
};

function parsed(body: Uint8Array): unknown {
  try {
    return JSON.parse(new TextDecoder().decode(body));
  } catch {
    return undefined;
  }
}

function isCount(value: unknown): value is number {
  return typeof value === 'number' && Number.isSafeInteger(value) && value >= 0;
}
