import type { HttpAnswer } from '../answers/classify-answer.ts';
import type { HttpRequest } from '../connection/transport.ts';

/** A Spotler of one contact, small enough to see through, for tests that need thousands of calls. */
export interface SmallSpotler {
  answer(request: Pick<HttpRequest, 'method' | 'url' | 'body'>): HttpAnswer;
  /** The contact as it is now; undefined when there is none. */
  contact(): SmallContact | undefined;
}

/** The contact of a {@link SmallSpotler}. */
export interface SmallContact {
  readonly city: string;
  readonly enabled: boolean;
}

/** How a {@link SmallSpotler} begins, and how it answers about contacts it does not know. */
export interface SmallWorld {
  readonly unknown: 'typed' | 'bare-404' | 'bare-410';
  readonly contact: SmallContact | undefined;
}

const ID = 'id-1';
const LIST = [{ name: 'permissions', type: 'set', entries: [{ bit: 1 }, { bit: 2 }] }];

/**
 * Builds one. It knows the contact `id-1`, if any, with two permissions that are both enabled or both not.
 */
export function aSmallSpotler({ unknown, contact: first }: SmallWorld): SmallSpotler {
  let contact = first;

  function write(body: string | undefined): HttpAnswer {
    const { city, permissions } = JSON.parse(body ?? '{}').contact.properties;
    const before = contact ?? { city: '', enabled: false };
    contact = {
      city: city ?? before.city,
      enabled: permissions?.[0]?.enabled ?? before.enabled,
    };
    return empty(204);
  }

  function show({ city, enabled }: SmallContact): HttpAnswer {
    const permissions = [1, 2].map((bit) => ({ bit, enabled }));
    return json(200, { externalId: ID, properties: { city, permissions } });
  }

  return {
    contact: () => contact,
    answer({ method, url, body }) {
      const path = url.pathname.replace(/^.*\/contact/, '');
      if (path === '/properties/list') return json(200, LIST);
      if (method === 'POST') return write(body);
      const known = path.endsWith(`/${ID}`) ? contact : undefined;
      if (known === undefined) return unknownContact(unknown);
      if (method === 'GET') return show(known);
      if (!path.startsWith('/anonymize/')) return write(body);
      contact = undefined;
      return empty(410);
    },
  };
}

function unknownContact(unknown: SmallWorld['unknown']): HttpAnswer {
  if (unknown !== 'typed') return empty(unknown === 'bare-404' ? 404 : 410);
  return json(404, { errorType: 'CONTACT_NOT_FOUND', message: 'Given contact not found' });
}

function empty(status: number): HttpAnswer {
  return { status, body: '', retryAfter: undefined };
}

function json(status: number, body: unknown): HttpAnswer {
  return { status, body: JSON.stringify(body), retryAfter: undefined };
}
