/** Options of every call. */
export interface CallOptions {
  /** Ends the call at once, wherever it waits; it then rejects with the signal's reason. */
  readonly signal?: AbortSignal | undefined;
}

/** Options of calls that read a list page by page. */
export interface ListOptions extends CallOptions {
  /** Entries per request, 1 to 10 000. Default 1000. Source: Spotler's REST documentation front page. */
  readonly pageSize?: number | undefined;
}
