/** Parts of the installation that are looked at, in the order in which they depend on each other. */
export const AREAS = ['configuration', 'clock', 'state', 'Service Bus', 'Dataverse', 'Spotler'] as const;

/** One of {@link AREAS}. */
export type Area = (typeof AREAS)[number];

/** Result of a check. Free of personal data and of secrets. */
export interface Finding {
  readonly area: Area;
  /** `failed`: the worker can't do its work. `warning`: it can, but somebody should look. */
  readonly status: 'ok' | 'warning' | 'failed';
  /** Result in one sentence. */
  readonly says: string;
  /** Advice on what to do about it; absent when all is well. */
  readonly remedy?: string | undefined;
  /** The error that was met; `--debug` says where it comes from. */
  readonly cause?: unknown;
}

/** A question that is asked; gives what it finds and throws nothing. */
export type Check = () => Promise<readonly Finding[]>;

/** All is well. */
export function ok(area: Area, says: string): Finding {
  return { area, status: 'ok', says };
}

/** Somebody should look. */
export function warning(area: Area, says: string, remedy: string, cause?: unknown): Finding {
  return { area, status: 'warning', says, remedy, cause };
}

/** The worker can't do its work. */
export function failed(area: Area, says: string, remedy: string, cause?: unknown): Finding {
  return { area, status: 'failed', says, remedy, cause };
}
