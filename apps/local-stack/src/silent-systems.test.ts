import { afterEach, expect, it } from '@jest/globals';
import { systemClock } from '@spotler-connector/clock';
import { inventedColumns, openUnsteadyLink, type Services } from '@spotler-connector/local-services';
import { aMutant } from './testing/a-mutant.ts';
import { aSilentServer } from './testing/a-silent-server.ts';
import { aWorker, endAll, endLater, theServices } from './testing/running-services.ts';

afterEach(endAll);

const GRACE_SECONDS = 1;
/** The promise beyond the grace. */
const CLOSING_SECONDS = 5;
/** A busy machine starts every process and every timer late. */
const MAX_SECONDS = 2 * (GRACE_SECONDS + CLOSING_SECONDS);

/** A worker of whose connections some can be silenced: nothing is closed, and nothing comes any more. */
async function aWorkerBehindLinks(
  services: Services,
  silenced: readonly string[],
  imports: readonly string[] = [],
) {
  const links = {
    serviceBus: await openUnsteadyLink(services.serviceBus.port),
    dataverse: await openUnsteadyLink(Number(new URL(services.dataverse.url).port)),
    spotler: await openUnsteadyLink(Number(new URL(services.spotler.baseUrl).port)),
  };
  for (const link of Object.values(links)) endLater(() => link.close());
  const { worker } = await aWorker(
    {
      serviceBus: {
        connectionString: through(links.serviceBus.port, services.serviceBus.connectionString),
      },
      dataverse: { url: through(links.dataverse.port, services.dataverse.url) },
      spotler: { ...services.spotler, baseUrl: through(links.spotler.port, services.spotler.baseUrl) },
    },
    {
      SHUTDOWN_GRACE_SECONDS: String(GRACE_SECONDS),
      MAX_CONCURRENT_RECONCILES: '1',
      OTEL_EXPORTER_OTLP_ENDPOINT: `http://127.0.0.1:${await aSilentServer()}`,
    },
    imports,
  );
  return {
    worker,
    silence() {
      for (const [name, link] of Object.entries(links)) if (silenced.includes(name)) link.freeze();
    },
  };
}

function through(port: number, address: string): string {
  return address.replace(/:\d+/, `:${port}`);
}

const EVERYTHING = ['serviceBus', 'dataverse', 'spotler'];
const SPOTLER_MS = 200;
const EVERY_REQUEST = 1_000_000;

it('a worker ends in time after SIGTERM, whoever is silent by then, and would not if it waited for them', async () => {
  const services = await theServices();
  services.spotler.faults.add({ kind: 'latency', ms: SPOTLER_MS, times: EVERY_REQUEST });
  const [waiting, ...workers] = await Promise.all([
    aWorkerBehindLinks(services, EVERYTHING, [aMutant('ending-when-all-answer')]),
    aWorkerBehindLinks(services, EVERYTHING),
    ...EVERYTHING.map((system) => aWorkerBehindLinks(services, [system])),
  ]);
  for (let n = 0; n < 150; n++) {
    await services.dataverse.create('contact', inventedColumns('contact', n, 'silent.example'));
  }
  // From then on each has messages in hand.
  await Promise.all([waiting, ...workers].map(({ worker }) => worker.untilSettled(1)));
  for (const { silence } of [waiting, ...workers]) silence();
  const signalledAt = systemClock.monotonic();
  let hasWaited = true;
  void waiting.worker.stop().then(() => {
    hasWaited = false;
  });
  const ends = await Promise.all(
    workers.map(async ({ worker }) => {
      const code = await worker.stop();
      return { code, seconds: (systemClock.monotonic() - signalledAt) / 1_000 };
    }),
  );
  for (const { code, seconds } of ends) {
    expect(code).toBe(0);
    expect(seconds).toBeLessThan(MAX_SECONDS);
  }
  expect(hasWaited).toBe(true);
}, 60_000);
