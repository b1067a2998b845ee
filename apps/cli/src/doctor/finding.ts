/** What is looked at. */
export type Area = 'configuration' | 'Service Bus' | 'Dataverse' | 'Spotler' | 'clock';

/** What a check found. Free of personal data and of secrets. */
export interface Finding {
  area: Area;
  /** `failed`: the worker can't do its work. `warning`: it can, but somebody should look. */
  status: 'ok' | 'warning' | 'failed';
  /** What was found, in a sentence. */
  says: string;
  /** What to do about it; absent when all is well. */
  remedy?: string;
}

/** A question that is asked; gives what it finds and throws nothing. */
export type Check = () => Promise<readonly Finding[]>;

/** All is well. */
export function ok(area: Area, says: string): Finding {
  return { area, status: 'ok', says };
}

/** Somebody should look. */
export function warning(area: Area, says: string, remedy: string): Finding {
  return { area, status: 'warning', says, remedy };
}

/** The worker can't do its work. */
export function failed(area: Area, says: string, remedy: string): Finding {
  return { area, status: 'failed', says, remedy };
}
