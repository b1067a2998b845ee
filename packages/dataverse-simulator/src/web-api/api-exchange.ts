/** A Web API request, whether it came by itself or inside a batch. */
export interface ApiRequest {
  method: string;
  /** What follows `/api/data/v9.2/`, decoded, without query. */
  path: string;
  /** Query options by name, decoded. */
  query: ReadonlyMap<string, string>;
  /** By lower-case name. */
  headers: Readonly<Record<string, string>>;
  /** The raw body; empty when there is none. */
  body: string;
  /** Inside a change set: the name by which later requests can refer to this one's row. */
  contentId?: string;
}

/** What goes back. */
export interface ApiResponse {
  status: number;
  headers: Readonly<Record<string, string>>;
  /** A JSON value, or text that is sent as it is, or undefined for no body. */
  body?: unknown;
  /** Instead of answering: never answer, or break the connection off in the middle of the body. */
  connection?: 'hang' | 'break-off';
}
