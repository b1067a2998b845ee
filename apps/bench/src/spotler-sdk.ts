import { randomUUID } from 'node:crypto';
import { Agent, createServer } from 'node:http';
import { systemClock } from '@spotler-connector/clock';
import { createSpotlerClient, signRequest } from '@spotler-connector/spotler-sdk';
import got from 'got';
import { median } from './median.ts';

/** Cost of a call: medians over pairs of blocks that were measured one right after the other. */
export interface SpotlerSdkCost {
  /** Microseconds of a `client.contacts.get`: signed, retried if need be, bounded in time, decoded. */
  readonly sdkMicros: number;
  /** Microseconds of a bare got call of the same URL: signed, kept-alive, JSON parsed, nothing else. */
  readonly gotMicros: number;
  /** SDK divided by bare got, per pair: both halves of a pair see the same load of the machine. */
  readonly ratio: number;
}

/** Size of the measurement. */
export interface SpotlerSdkBenchOptions {
  /** Blocks of each kind; they take turns, so that a slow phase hits both. Default 80. */
  readonly blocks?: number | undefined;
  /** Calls per block, one after the other. Default 25. */
  readonly callsPerBlock?: number | undefined;
}

const CONTACT = JSON.stringify({
  externalId: 'id-1',
  encryptedId: 'abc',
  created: '2024-01-01T00:00:00+01:00',
  properties: { email: 'jan@example.com', firstName: 'Jan', permissions: [{ bit: 1, enabled: true }] },
});
const CREDENTIALS = { consumerKey: 'key', consumerSecret: 'secret' };

/**
 * Measures a call through the SDK beside a bare signed got call, against a server on 127.0.0.1, in one run.
 */
export async function benchSpotlerSdk(options: SpotlerSdkBenchOptions = {}): Promise<SpotlerSdkCost> {
  const { blocks = 80, callsPerBlock = 25 } = options;
  const server = createServer((_, response) => {
    response.writeHead(200, { 'content-type': 'application/json' }).end(CONTACT);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  const port = typeof address === 'object' && address !== null ? address.port : 0;
  const baseUrl = `http://127.0.0.1:${port}/integrationservice`;
  const client = createSpotlerClient({ baseUrl, ...CREDENTIALS });
  const agent = new Agent({ keepAlive: true });
  const contenders = { sdk: () => client.contacts.get('id-1'), got: bareCall(baseUrl, agent) };
  try {
    await blockMicros(contenders.sdk, 500);
    await blockMicros(contenders.got, 500);
    const pairs: Array<{ sdk: number; got: number }> = [];
    for (let block = 0; block < blocks; block++) {
      pairs.push({
        sdk: await blockMicros(contenders.sdk, callsPerBlock),
        got: await blockMicros(contenders.got, callsPerBlock),
      });
    }
    return {
      sdkMicros: median(pairs.map(({ sdk }) => sdk)),
      gotMicros: median(pairs.map((pair) => pair.got)),
      ratio: median(pairs.map((pair) => pair.sdk / pair.got)),
    };
  } finally {
    client.close();
    agent.destroy();
    await new Promise((resolve) => server.close(resolve));
  }
}

function bareCall(baseUrl: string, agent: Agent): () => Promise<unknown> {
  const bare = got.extend({ agent: { http: agent }, retry: { limit: 0 } });
  return () => {
    const url = new URL(`${baseUrl}/contact/id-1`);
    const authorization = signRequest({
      method: 'GET',
      url,
      ...CREDENTIALS,
      nonce: randomUUID(),
      timestamp: Math.floor(systemClock.now() / 1000),
    });
    return bare(url, { headers: { authorization } }).json();
  };
}

async function blockMicros(call: () => Promise<unknown>, calls: number): Promise<number> {
  const start = systemClock.monotonic();
  for (let count = 0; count < calls; count++) await call();
  return ((systemClock.monotonic() - start) * 1000) / calls;
}
