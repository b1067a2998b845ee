import type { DataverseErrorKind } from '../web-api/dataverse-error.ts';

/**
 * An answer to a GET of one row, as Dataverse or something in front of it gives it. Body and headers may hold
 * `{id}`, `{ID}` (in capitals), `{other}`, `{table}`, `{Table}`, `{TABLE}` and `{entitySet}` of the row that
 * was asked for.
 */
export interface DataverseAnswer {
  /** Name of the example, in a few words. */
  readonly name: string;
  /** Where it was seen or is documented; what is assumed says so. */
  readonly source: string;
  /** HTTP status. */
  readonly status: number;
  /** HTTP headers. Default: those of Dataverse's own JSON. */
  readonly headers?: Readonly<Record<string, string>> | undefined;
  /** A JSON value, or text that is sent as it is. */
  readonly body: unknown;
  /** Meaning that it has to be given. */
  readonly means: 'deleted' | DataverseErrorKind;
}
