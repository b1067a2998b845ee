import type { ServiceAddresses } from '@spotler-connector/local-services';
import type { Show } from '../show-scenario.ts';

/** The simulators, somewhere else. */
export type ElsewhereServices = Pick<Show, 'dataverse' | 'spotler'>;

/**
 * Steers two simulators over HTTP. Rejects when one of them does not answer. `published` counts from now on,
 * and is as of the last `idle`.
 */
export async function connectElsewhere(addresses: ServiceAddresses): Promise<ElsewhereServices> {
  const { dataverse, spotler } = addresses;
  const rows = `${dataverse.url}/_simulator`;
  const sent = async () => Number(memberOf(await call('GET', `${rows}/messages`), 'published'));
  const before = await sent();
  let published = 0;
  return {
    dataverse: {
      create: async (table, columns) =>
        String(memberOf(await call('POST', `${rows}/${table}`, columns), 'id')),
      update: async (table, id, columns) => void (await call('PATCH', `${rows}/${table}/${id}`, columns)),
      delete: async (table, id) => void (await call('DELETE', `${rows}/${table}/${id}`)),
      async get(table, id) {
        const row = await call('GET', `${rows}/${table}/${id}`);
        return typeof row === 'object' && row !== null ? { ...row } : null;
      },
      async idle() {
        published = (await sent()) - before;
      },
      published: () => published,
    },
    spotler: {
      ...spotler,
      async seed(contacts) {
        await call('POST', new URL('/_simulator/contacts', spotler.baseUrl).href, { contacts });
      },
    },
  };
}

/** Resolves to the answer's JSON; to null when a row is not there. */
async function call(method: string, url: string, body?: unknown): Promise<unknown> {
  const given = body === undefined ? {} : { body: JSON.stringify(body) };
  const response = await fetch(url, { method, ...given }).catch((error: unknown) => {
    throw new Error(`Nobody answers at ${new URL(url).origin}.`, { cause: error });
  });
  const text = await response.text();
  if (response.status === 404 && method === 'GET' && !url.endsWith('/messages')) return null;
  if (!response.ok)
    throw new Error(`${new URL(url).origin} answered ${response.status}; is it the simulator?`);
  return text === '' ? null : JSON.parse(text);
}

function memberOf(value: unknown, name: string): unknown {
  return typeof value === 'object' && value !== null ? Reflect.get(value, name) : undefined;
}
