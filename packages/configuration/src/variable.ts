import type { TextDecoder } from './values/text-decoder.ts';

/** The heading of the documentation under which a variable is found. */
export type Group =
  | 'Service Bus'
  | 'Dataverse'
  | 'Spotler'
  | 'What is done'
  | 'State'
  | 'How the worker runs'
  | 'Telemetry';

/** One environment variable, declared once. Everything else is made from this. */
export interface Variable<A> {
  /** Its name. */
  readonly name: string;
  /** Where it is documented. */
  readonly group: Group;
  /** Reads its text; the decoder's name says what is expected. */
  readonly decoder: TextDecoder<A>;
  /** The text it is read as when it isn't set. Without one the variable has no value then. */
  readonly fallback?: string | undefined;
  /** Whether its value must not be shown to anybody. */
  readonly secret?: boolean | undefined;
  /** When it is used, in words that follow "needed". Without them it is used always. */
  readonly when?: string | undefined;
  /** Its purpose, in a sentence. */
  readonly description: string;
}

/** Declares a variable. */
export function declare<A>(variable: Variable<A>): Variable<A> {
  return Object.freeze(variable);
}
