import { ServiceBusClient, type ServiceBusMessage } from '@azure/service-bus';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { type ServiceBusEmulator, startServiceBusEmulator } from '@spotler-connector/service-bus-emulator';
import fc from 'fast-check';
import rhea from 'rhea';
import { describedValue } from './described-value.ts';
import { sendableProperties } from './sendable-properties.ts';
import { valueFromJson, valueToJson } from './value-json.ts';

/** One of each kind that .NET's client sends, as this client hands it over. */
const RECEIVED = {
  text: 'a',
  number: 3,
  negative: -2,
  fraction: 1.5,
  yes: true,
  nothing: null,
  time: new Date('2026-01-31T12:00:00Z'),
  guid: Buffer.alloc(16, 7),
  bytes: Buffer.from([0, 255]),
  span: describedValue('com.microsoft:timespan', 'Long', 600_000_000),
  uri: describedValue('com.microsoft:uri', 'Str8', 'https://example.org'),
};

let emulator: ServiceBusEmulator;
let client: ServiceBusClient;
beforeAll(async () => {
  emulator = await startServiceBusEmulator();
  emulator.createQueue('changes');
  client = new ServiceBusClient(emulator.connectionString);
});
afterAll(async () => {
  await client.close();
  await emulator.close();
});

/** The application properties that come back for those that are sent. */
async function overTheWire(applicationProperties: unknown): Promise<Record<string, unknown>> {
  await client
    .createSender('changes')
    .sendMessages({ body: 'x', applicationProperties } as unknown as ServiceBusMessage);
  const receiver = client.createReceiver('changes', {
    receiveMode: 'receiveAndDelete',
    skipConvertingDate: true,
  });
  const [message] = await receiver.receiveMessages(1);
  await receiver.close();
  return message?.applicationProperties ?? {};
}

/** A value that can be compared: the library's own objects have functions in them. */
function plain(value: unknown): unknown {
  return JSON.parse(JSON.stringify(valueToJson(value)));
}

const scalar = fc.oneof(
  fc.string(),
  fc.integer(),
  fc.double(),
  fc.boolean(),
  fc.constant(null),
  fc.date({ noInvalidDate: true }),
  fc.uint8Array({ maxLength: 20 }).map((bytes) => Buffer.from(bytes)),
);
const value = fc.letrec((tie) => ({
  value: fc.oneof({ maxDepth: 3 }, scalar, fc.array(tie('value'), { maxLength: 3 })),
})).value;

describe('a value in JSON', () => {
  it('is the value again', () => {
    fc.assert(
      fc.property(value, (each) => {
        const json: unknown = JSON.parse(JSON.stringify(valueToJson(each)));
        expect(plain(valueFromJson(json))).toEqual(plain(each));
      }),
    );
    expect(valueFromJson(valueToJson(RECEIVED))).toMatchObject({
      time: RECEIVED.time,
      bytes: RECEIVED.bytes,
    });
  });

  it('ends at a depth that nobody needs', () => {
    const deep: unknown = JSON.parse(`${'['.repeat(3_000)}1${']'.repeat(3_000)}`);
    expect(JSON.stringify(valueToJson(deep)).length).toBeLessThan(100);
  });

  it('is nothing where it is of no known form', () => {
    expect(valueFromJson({ script: 'x' })).toBeNull();
  });
});

describe('properties that are sent again', () => {
  it('arrive with the types that they had', async () => {
    const first = await overTheWire(sendableProperties(RECEIVED));
    expect(plain(first)).toEqual(plain(RECEIVED));
    const json: unknown = JSON.parse(JSON.stringify(valueToJson(first)));
    const again = valueFromJson(json) as Record<string, unknown>;
    expect(plain(await overTheWire(sendableProperties(again)))).toEqual(plain(RECEIVED));
  });

  it('have a Guid among them, which would be bytes when handed to the client library as it came', () => {
    const { guid } = RECEIVED;
    const encoded = (properties: object) =>
      rhea.message.encode({ body: '', application_properties: properties });
    const asUuid = Buffer.concat([Buffer.from([0x98]), guid]);
    expect(encoded(sendableProperties({ guid })).includes(asUuid)).toBe(true);
    expect(encoded({ guid }).includes(asUuid)).toBe(false);
  });
});
