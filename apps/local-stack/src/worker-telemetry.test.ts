import { createServer } from 'node:http';
import { afterEach, describe, expect, it } from '@jest/globals';
import { deadLetters, inventedColumns, type Services, send, until } from '@spotler-connector/local-services';
import { aWorker, endAll, endLater, theServices } from './testing/running-services.ts';

const CANARY = 'canary-7f3a.example';
/** Bodies that nobody can understand, an address in each. */
const MALFORMED = [
  { body: Buffer.from(`<contact email="x@${CANARY}"/>`) },
  { body: { MessageName: { address: `x@${CANARY}` } } },
  { body: [`x@${CANARY}`] },
  { body: `x@${CANARY}`, subject: CANARY, messageId: CANARY, contentType: CANARY },
];

afterEach(endAll);

/** Something that takes OTLP and keeps the bytes. Protobuf leaves texts as they are. */
async function theCollector() {
  const received: { path: string; body: string }[] = [];
  const server = createServer(async (request, response) => {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(Buffer.from(chunk));
    received.push({ path: request.url ?? '', body: Buffer.concat(chunks).toString('latin1') });
    response.end();
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  endLater(() => {
    server.closeAllConnections();
    server.close();
  });
  const address = server.address();
  const port = typeof address === 'object' && address !== null ? address.port : 0;
  return {
    endpoint: `http://127.0.0.1:${port}`,
    text: (signal: 'metrics' | 'traces') =>
      received
        .filter(({ path }) => path === `/v1/${signal}`)
        .map(({ body }) => body)
        .join('\n'),
  };
}

async function theWorker(services: Services, environment: Record<string, string> = {}) {
  // Bytes that can be searched.
  const searchable = { OTEL_EXPORTER_OTLP_COMPRESSION: 'none' };
  const { worker, lines } = await aWorker(services, { ...searchable, ...environment });
  const started = lines.find((line) => line.includes('"worker started"')) ?? '{}';
  const { port }: { port?: number } = JSON.parse(started);
  const ask = async (path: string) => {
    const response = await fetch(`http://127.0.0.1:${port}${path}`);
    return { status: response.status, text: await response.text() };
  };
  return { worker, lines, ask };
}

/** The values of a metric added up, over all series that have these labels. */
function sumOf(metrics: string, name: string, ...labels: string[]): number {
  return metrics
    .split('\n')
    .filter((line) => line.startsWith(`${name}{`) || line.startsWith(`${name} `))
    .filter((line) => labels.every((label) => line.includes(label)))
    .reduce((sum, line) => sum + Number(line.slice(line.lastIndexOf(' ') + 1)), 0);
}

const MESSAGES = 'messaging_client_consumed_messages_total';
const RECONCILES = 'spotler_connector_reconciles_total';
const CALLS = 'http_client_request_duration_count';

describe('what the worker tells of itself', () => {
  it('counts and traces what it did, without a word of whom it did it to', async () => {
    const services = await theServices();
    const collector = await theCollector();
    const { connectionString } = services.serviceBus;
    const { worker, lines, ask } = await theWorker(services, {
      OTEL_EXPORTER_OTLP_ENDPOINT: collector.endpoint,
    });
    const id = await services.dataverse.create('contact', inventedColumns('contact', 1, CANARY));
    await worker.untilSettled(1);
    // It went through the worker's hands.
    expect(JSON.stringify(services.spotler.contact(id))).toContain(CANARY);
    await services.dataverse.delete('contact', id);
    await send(connectionString, MALFORMED);
    await worker.untilSettled(2 + MALFORMED.length);

    const { text: metrics } = await ask('/metrics');
    expect(sumOf(metrics, MESSAGES, 'status="complete"', 'outcome="reconciled"', 'table="contact"')).toBe(2);
    expect(sumOf(metrics, MESSAGES, 'status="dead_letter"', 'reason="MalformedMessage"')).toBe(4);
    expect(sumOf(metrics, RECONCILES, 'action="sync"', 'outcome="synced"')).toBe(1);
    expect(sumOf(metrics, RECONCILES, 'action="anonymize"', 'cause="deleted"')).toBe(1);
    expect(sumOf(metrics, CALLS, 'system="dataverse"', 'url_template="/contacts/{id}"')).toBeGreaterThan(3);
    expect(sumOf(metrics, CALLS, 'url_template="/contact/anonymize/{externalId}"', 'code="410"')).toBe(1);
    expect(sumOf(metrics, 'spotler_connector_intake_open')).toBe(1);
    expect(metrics).not.toContain('_OTHER');
    expect(sumOf(metrics, 'spotler_connector_telemetry_held_back_total')).toBe(0);
    expect(await ask('/readyz')).toMatchObject({ status: 200 });

    expect(await worker.stop()).toBe(0);
    expect(worker.settled).toHaveLength(2 + MALFORMED.length);
    expect(collector.text('metrics')).toContain('spotler_connector.reconciles');
    expect(collector.text('traces')).toContain('process message');
    expect(collector.text('traces')).toContain(correlationIdIn(lines));
    // Nothing that it says had to be held back.
    expect(lines.join('')).not.toMatch(/heldBack|unknownFields|unnamed event/);
    const said = [lines, metrics, collector.text('metrics'), collector.text('traces')];
    const deadLettered = await deadLetters(connectionString);
    expect(deadLettered).toHaveLength(MALFORMED.length);
    expect(JSON.stringify([said, deadLettered])).not.toContain('canary');
  }, 60_000);

  it('says which system is down, counts the pause, and still names nobody', async () => {
    const services = await theServices();
    const collector = await theCollector();
    const { connectionString } = services.serviceBus;
    const { worker, lines, ask } = await theWorker(services, {
      SPOTLER_CONSUMER_SECRET: 'wrong',
      OTEL_EXPORTER_OTLP_ENDPOINT: collector.endpoint,
    });
    await send(connectionString, MALFORMED);
    await worker.untilSettled(MALFORMED.length);
    await services.dataverse.create('contact', inventedColumns('contact', 1, CANARY));
    await until(() => lines.some((line) => line.includes('"system down"')));

    const ready = await ask('/readyz');
    expect(ready.status).toBe(503);
    expect(JSON.parse(ready.text)).toEqual({ ready: false, reasons: ['Spotler: authentication'] });
    const { text: metrics } = await ask('/metrics');
    expect(sumOf(metrics, 'spotler_connector_intake_pauses_total', 'system="spotler"')).toBe(1);
    expect(sumOf(metrics, 'spotler_connector_system_up', 'system="spotler"')).toBe(0);
    expect(sumOf(metrics, 'spotler_connector_system_up', 'system="dataverse"')).toBe(1);
    expect(sumOf(metrics, 'spotler_connector_intake_open')).toBe(0);
    expect(sumOf(metrics, CALLS, 'system="spotler"', 'error_type="authentication"')).toBeGreaterThan(0);

    expect(await worker.stop()).toBe(0);
    expect(collector.text('metrics')).toContain('spotler_connector.intake.pauses');
    const said = [lines, ready, metrics, collector.text('metrics'), collector.text('traces')];
    expect(JSON.stringify([said, await deadLetters(connectionString)])).not.toContain('canary');
  }, 60_000);

  it('says that it is Dataverse when it is', async () => {
    const services = await theServices();
    // Nothing that answers there is a Dataverse.
    const { lines, ask } = await theWorker(services, {
      DATAVERSE_URL: new URL(services.spotler.baseUrl).origin,
    });
    await services.dataverse.create('contact', inventedColumns('contact', 1, CANARY));
    await until(() => lines.some((line) => line.includes('"organization unknown"')));
    const ready = await ask('/readyz');
    expect(JSON.parse(ready.text)).toMatchObject({
      ready: false,
      reasons: expect.arrayContaining(['Dataverse: protocol']),
    });
  }, 60_000);

  it('says of each line of a dry run that it was one, and counts nothing as settled', async () => {
    const services = await theServices();
    const { worker, lines, ask } = await theWorker(services, { DRY_RUN: 'true' });
    await services.dataverse.create('contact', inventedColumns('contact', 1, CANARY));
    await worker.untilSettled(1);
    const settled = lines.filter((line) => line.includes('"message settled"'));
    expect(settled.map((line) => JSON.parse(line))).toMatchObject([{ dryRun: true, action: 'sync' }]);
    const { text: metrics } = await ask('/metrics');
    expect(sumOf(metrics, MESSAGES, 'status="none"')).toBe(1);
    expect(sumOf(metrics, MESSAGES)).toBe(1);
  }, 60_000);
});

/** The correlation id that the log tells of the first message that has one. */
function correlationIdIn(lines: readonly string[]): string {
  const found = lines.map((line) => line.match(/"correlationId":"([^"]+)"/)?.[1]);
  return found.find((id) => id !== undefined) ?? 'no correlation id in the log';
}
