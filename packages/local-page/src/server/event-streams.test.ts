import { once } from 'node:events';
import { createServer, get, type IncomingMessage } from 'node:http';
import { afterEach, describe, expect, it } from '@jest/globals';
import { systemClock } from '@spotler-connector/clock';
import { createParts } from '../model/parts.ts';
import { createEventStreams } from './event-streams.ts';

const ends: (() => unknown)[] = [];
afterEach(() => {
  for (const end of ends.splice(0).reverse()) end();
});

async function until(condition: () => boolean): Promise<void> {
  while (!condition()) await systemClock.sleep(5);
}

/** A reader of a stream whose pauses are short. */
async function aReader(read: (part: string) => unknown) {
  const parts = createParts();
  const clock = { ...systemClock, sleep: () => systemClock.sleep(1) };
  const streams = createEventStreams(parts, clock);
  const server = createServer((_, response) => streams.add(response, read)).listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  const request = get({ port: typeof address === 'object' ? address?.port : 0, host: '127.0.0.1' });
  const response = Promise.withResolvers<IncomingMessage>();
  request.once('response', response.resolve).on('error', () => {});
  ends.push(
    () => server.close(),
    streams.close,
    () => request.destroy(),
  );
  let text = '';
  const stream = await response.promise;
  stream.on('data', (chunk) => {
    text += String(chunk);
  });
  stream.on('error', () => {});
  const frames = () =>
    [...text.matchAll(/data: (.*)\n\n/g)].map(([, json = '']): Record<string, unknown> => JSON.parse(json));
  return { parts, streams, request, stream, frames };
}

describe('a stream of the view', () => {
  it('begins with everything, and goes on with the parts that changed, many changes in one', async () => {
    let reads = 0;
    const { parts, frames } = await aReader((part) => {
      reads += 1;
      return part;
    });
    await until(() => frames().length === 1);
    expect(Object.keys(frames()[0] ?? {})).toHaveLength(9);
    reads = 0;
    for (let change = 0; change < 1_000; change += 1) parts.touch('queue');
    await until(() => frames().length === 2);
    expect(frames()[1]).toEqual({ queue: 'queue' });
    expect(reads).toBe(1);
  });

  it('is over when its reader is gone', async () => {
    const { parts, streams, request, frames } = await aReader((part) => part);
    await until(() => frames().length === 1);
    expect(streams.count).toBe(1);
    request.destroy();
    await until(() => streams.count === 0);
    parts.touch('queue');
  });

  it('says nothing more once it is closed, whatever changed just before', async () => {
    const { parts, streams, frames } = await aReader((part) => part);
    await until(() => frames().length === 1);
    parts.touch('queue');
    streams.close();
    parts.touch('queue');
    await until(() => streams.count === 0);
    expect(frames()).toHaveLength(1);
  });

  it('leaves out what a slow reader has no room for, and sends it the newest later', async () => {
    const large = 'x'.repeat(500_000);
    let version = 0;
    let reads = 0;
    const { parts, stream, frames } = await aReader((part) => {
      if (part !== 'queue') return null;
      reads += 1;
      return `${version} ${large}`;
    });
    stream.pause();
    for (version = 1; version < 40; version += 1) {
      parts.touch('queue');
      await systemClock.sleep(4);
    }
    expect(reads).toBeLessThan(30);
    stream.resume();
    await until(() => /^(39|40) /.test(String(frames().at(-1)?.['queue'])));
  });
});
