import { describe, expect, it } from '@jest/globals';
import { bodyBytes, decodeQueueMessage } from './decode-queue-message.ts';

const ID = '6d81597f-0f9f-e711-8122-000d3aa2331c';
const CONTEXT = { MessageName: 'Update', PrimaryEntityName: 'contact', PrimaryEntityId: ID };
const TEXT = JSON.stringify(CONTEXT);

function aCircle(): object {
  const circle: { self?: object } = {};
  circle.self = circle;
  return circle;
}

describe('decoding a queue message', () => {
  it.each([
    ['a buffer', Buffer.from(TEXT)],
    ['an array of bytes', new TextEncoder().encode(TEXT)],
    ['text', TEXT],
    ['an object', CONTEXT],
  ])('reads a body that is %s', (_title, body) => {
    expect(decodeQueueMessage({ body })).toMatchObject({
      kind: 'change',
      messageName: 'Update',
      records: [{ table: 'contact', id: ID }],
    });
  });

  it.each([
    ['is missing', undefined],
    ['is null', null],
    ['is a number', 5],
    ['is a large integer', 5n],
    ['has a large integer in it', { number: 1n }],
    ['is circular', aCircle()],
    ['is a function', () => {}],
    ['is a symbol', Symbol('body')],
    [
      'throws when it is read',
      {
        toJSON() {
          throw new Error('no');
        },
      },
    ],
  ])('calls a message malformed whose body %s', (_title, body) => {
    expect(decodeQueueMessage({ body }).kind).toBe('malformed');
    expect(bodyBytes({ body })).toBeInstanceOf(Uint8Array);
  });

  it.each([
    ['is missing', undefined],
    ['is a function', () => {}],
    ['has a large integer in it', { number: 1n }],
  ])('takes no bytes from a body that %s', (_title, body) => {
    expect(bodyBytes({ body })).toHaveLength(0);
  });

  it.each([5, null, {}, Symbol('xml'), ['application/json']])('does not mind the content type %p', (odd) => {
    const contentType = odd as string;
    expect(decodeQueueMessage({ body: TEXT, contentType }).kind).toBe('change');
    expect(decodeQueueMessage({ body: '<xml/>', contentType }).kind).toBe('malformed');
  });

  it('hands on the content type and the application properties', () => {
    const binary = { body: Buffer.from('?'), contentType: 'application/msbin1' };
    expect(JSON.stringify(decodeQueueMessage(binary))).toContain('.NET binary XML');
    const sent = {
      body: { ...CONTEXT, InputParameters: [{ key: 'Target', value: { LogicalName: 'contact', Id: ID } }] },
    };
    expect(decodeQueueMessage(sent)).toMatchObject({ stripped: false });
    const applicationProperties = { MessageMaxSizeExceeded: true };
    expect(decodeQueueMessage({ ...sent, applicationProperties })).toMatchObject({ stripped: true });
  });

  it('tells jobs and external ids apart by what is configured', () => {
    const job = { ...CONTEXT, MessageName: 'Create', PrimaryEntityName: 'spotler_job' };
    expect(decodeQueueMessage({ body: job }).kind).toBe('foreign');
    expect(decodeQueueMessage({ body: job }, { jobTable: 'spotler_job' }).kind).toBe('job');
    const Attributes = [{ key: 'spotler_id', value: 'S-7' }];
    const image = { LogicalName: 'contact', Id: ID, Attributes };
    const deletion = { ...CONTEXT, MessageName: 'Delete', PreEntityImages: [{ key: 'image', value: image }] };
    expect(decodeQueueMessage({ body: deletion })).toMatchObject({ externalIds: {} });
    expect(decodeQueueMessage({ body: deletion }, { externalIdColumn: 'spotler_id' })).toMatchObject({
      externalIds: { [ID]: 'S-7' },
    });
  });
});
