/** Which of an entity's queues a path means. */
export type SubQueue = 'main' | 'deadLetter' | 'transferDeadLetter';

/** The meaning of a link address. */
export interface EntityPath {
  /** The entity as it is looked up: lower case, `topic/subscriptions/name` for a subscription. */
  readonly key: string;
  readonly subQueue: SubQueue;
  /** True for the request node of the entity. */
  readonly isManagement: boolean;
}

const MANAGEMENT = '/$management';
const TRANSFER_DEAD_LETTER = '/$transfer/$deadletterqueue';
const DEAD_LETTER = '/$deadletterqueue';

function without(text: string, suffix: string): string {
  return text.endsWith(suffix) ? text.slice(0, -suffix.length) : text;
}

/** A link address, or another address of an entity, without scheme, host and slashes around it. */
export function pathOf(address: string): string {
  return address.replace(/^[a-z][a-z0-9+.-]*:\/\/[^/]*/i, '').replace(/^\/+|\/+$/g, '');
}

/** Reads a link address, with or without scheme and host before it; letter case does not matter. */
export function parseEntityPath(address: string): EntityPath {
  const path = pathOf(address).toLowerCase();
  const entity = without(path, MANAGEMENT);
  const isManagement = entity !== path;
  if (entity.endsWith(TRANSFER_DEAD_LETTER)) {
    return { key: without(entity, TRANSFER_DEAD_LETTER), subQueue: 'transferDeadLetter', isManagement };
  }
  const key = without(entity, DEAD_LETTER);
  return { key, subQueue: key === entity ? 'main' : 'deadLetter', isManagement };
}

export function subscriptionPath(topic: string, subscription: string): string {
  return `${topic}/Subscriptions/${subscription}`;
}
