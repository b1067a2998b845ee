import { randomUUID } from 'node:crypto';
import { Agent, get, type RequestOptions } from 'node:http';
import { systemClock } from '@spotler-connector/clock';
import type { ServiceAddresses } from '@spotler-connector/local-services';
import { signRequest } from '@spotler-connector/spotler-sdk';

const TIMES = 25;

/**
 * Measures what a change of a known contact waits for, with nothing in between: a look at the record, an
 * answer of Spotler, and the look after it, over connections that stay open. Median, in milliseconds.
 */
export async function measureAnswers({ dataverse, spotler }: ServiceAddresses): Promise<number> {
  const agent = new Agent({ keepAlive: true });
  const contacts = new URL(`${dataverse.url}/api/data/v9.2/contacts?$select=contactid&$top=1`);
  const id = /"contactid":"([^"]+)"/.exec(await textOf(contacts, { agent }))?.[1] ?? '';
  const record = new URL(`${dataverse.url}/api/data/v9.2/contacts(${id})?$select=contactid,statecode`);
  const contact = new URL(`${spotler.baseUrl}/contact/${id}`);
  const sums: number[] = [];
  try {
    for (let time = 0; time < TIMES; time += 1) {
      const begun = systemClock.monotonic();
      await textOf(record, { agent });
      await textOf(contact, { agent, headers: { authorization: signatureOf(contact, spotler) } });
      await textOf(record, { agent });
      sums.push(systemClock.monotonic() - begun);
    }
  } finally {
    agent.destroy();
  }
  return sums.toSorted((one, other) => one - other)[Math.floor(TIMES / 2)] ?? Number.NaN;
}

function signatureOf(url: URL, { consumerKey, consumerSecret }: ServiceAddresses['spotler']): string {
  const timestamp = Math.floor(systemClock.now() / 1_000);
  return signRequest({ method: 'GET', url, consumerKey, consumerSecret, nonce: randomUUID(), timestamp });
}

function textOf(url: URL, options: RequestOptions): Promise<string> {
  return new Promise((resolve, reject) => {
    const request = get(url, options, (response) => {
      const chunks: Buffer[] = [];
      response.on('data', (chunk: Buffer) => chunks.push(chunk));
      response.on('end', () => {
        // That Spotler has no contact of an earlier run is an answer too.
        if (response.statusCode === 200 || response.statusCode === 404)
          resolve(Buffer.concat(chunks).toString());
        else reject(new Error(`${url.pathname} is answered with ${response.statusCode}`));
      });
    });
    request.on('error', reject);
  });
}
