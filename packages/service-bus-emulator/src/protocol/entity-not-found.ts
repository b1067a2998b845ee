import type { LinkError } from './link.ts';

/** An unknown entity, in the words from which the official client recognises it. */
export function entityNotFound(hostname: string, address: string): LinkError {
  return {
    condition: 'amqp:not-found',
    description: `The messaging entity 'sb://${hostname}/${address.replace(/\/\$management$/i, '')}' could not be found.`,
  };
}
