/** A Web API request, whether it came by itself or inside a batch. */
export interface ApiRequest {
  readonly method: string;
  /** The path after `/api/data/v9.2/`, decoded, without query. */
  readonly path: string;
  /** Query options by name, decoded. */
  readonly query: ReadonlyMap<string, string>;
  /** By lower-case name. */
  readonly headers: Readonly<Record<string, string>>;
  /** The raw body; empty when there is none. */
  readonly body: string;
  /** Inside a change set: the name by which later requests can refer to this one's row. */
  readonly contentId?: string | undefined;
}

/** An answer. */
export interface ApiResponse {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  /** A JSON value, or text that is sent as it is, or undefined for no body. */
  readonly body?: unknown | undefined;
  /** Instead of answering: never answer, or break the connection off in the middle of the body. */
  readonly connection?: 'hang' | 'break-off' | undefined;
}
