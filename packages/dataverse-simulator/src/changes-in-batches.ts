import type { ApiRequest } from './api-exchange.ts';
import { badRequest } from './odata-error.ts';

/** How a link to what changed is answered inside a batch. */
export type ChangesInBatches = 'followed' | 'refused' | 'ignored';

/** A request as it counts inside a batch. @throws {ODataError} 400 for a link that is refused there. */
export function asInBatch(part: ApiRequest, changes: ChangesInBatches): ApiRequest {
  if (changes === 'followed' || !part.query.has('$deltatoken')) return part;
  if (changes === 'refused') throw badRequest('The query option $deltatoken is not supported in a batch.');
  return { ...part, query: new Map([...part.query].filter(([name]) => name !== '$deltatoken')) };
}
