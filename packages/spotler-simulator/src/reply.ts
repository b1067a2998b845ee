/** Answer of an endpoint. */
export interface Reply {
  readonly status: number;
  /** Sent as JSON; absent for an answer without a body. */
  readonly body?: unknown;
}

/** Spotler's error answer: `{ errorType, message }`. */
export function refuse(status: number, errorType: string, message: string): Reply {
  return { status, body: { errorType, message } };
}

/** Answer about a contact that is not there. */
export const UNKNOWN_CONTACT = refuse(404, 'CONTACT_NOT_FOUND', 'Given contact not found');
