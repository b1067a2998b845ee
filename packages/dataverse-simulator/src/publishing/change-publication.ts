/** A message as it goes to the queue. */
export interface Publication {
  /** UTF-8 JSON, sent as it is in a data section. */
  readonly body: Buffer;
  /** Always `application/json`. */
  readonly contentType: string;
  /** The claims, and `MessageMaxSizeExceeded` when the body was stripped. */
  readonly applicationProperties: Record<string, string | number | boolean>;
}

/** Sends one message; rejects when the broker did not take it. */
export type SendPublication = (publication: Publication) => Promise<void>;
