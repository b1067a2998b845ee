import { randomUUID } from 'node:crypto';
import type { Organization } from './publishing/execution-context.ts';

/** An organization with ids of its own; its URL is known only when the server listens. */
export function createSimulatedOrganization(id: string = randomUUID()): Organization {
  return {
    id,
    name: `unq${id.replaceAll('-', '').slice(0, 29)}`,
    url: '',
    userId: randomUUID(),
    businessUnitId: randomUUID(),
  };
}
