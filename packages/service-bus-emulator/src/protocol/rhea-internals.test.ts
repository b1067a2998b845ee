import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { describe, expect, it } from '@jest/globals';
import { amqpMessage, amqpTypes, terminus } from './rhea-internals.ts';

const load = createRequire(import.meta.url);

/** After an upgrade: read the changes in lib/session.js, lib/connection.js and lib/link.js, then raise this. */
const READ_VERSION = '3.0.5';

describe('what we use of rhea without its promise', () => {
  it('was read in the version that is installed', () => {
    const { version }: { version: string } = load('rhea/package.json');
    expect(version).toBe(READ_VERSION);
  });

  it('still hands each frame to a method of the connection, and writes frames by one', () => {
    const connection = load('rhea').create_container().create_connection({ reconnect: false });
    const names = ['begin', 'end', 'attach', 'detach', 'flow', 'transfer', 'disposition'];
    for (const name of names) expect(connection[`on_${name}`]).toEqual(expect.any(Function));
    for (const name of ['_write_frame', 'accept', 'close', 'input']) {
      expect(connection[name]).toEqual(expect.any(Function));
    }
    expect(connection).toMatchObject({ socket_ready: false, remote: {} });
    for (const name of ['heartbeat_in', 'heartbeat_out', 'abort_idle'])
      expect(connection).toHaveProperty(name);
  });

  it('still calls those methods through the performative', () => {
    const heard: string[] = [];
    const flow = load('rhea/lib/frames.js').flow({
      incoming_window: 1,
      next_outgoing_id: 0,
      outgoing_window: 1,
    });
    flow.dispatch({ on_flow: () => heard.push('flow') }, {});
    expect(heard).toEqual(['flow']);
  });

  it('still encodes and decodes sources, messages and outcomes', () => {
    const source = terminus.source({ address: 'orders', filter: { f: 'x' } }).described();
    expect(terminus.unwrap(source)).toMatchObject({ address: 'orders', filter: { f: 'x' } });
    expect(terminus.unwrap(undefined)).toBeNull();
    expect(amqpMessage.decode(amqpMessage.encode({ message_id: 'm', body: { a: 1 } }))).toMatchObject({
      message_id: 'm',
      body: { a: 1 },
    });
    expect(amqpMessage.accepted({}).described()).toMatchObject({ descriptor: { value: 0x24 } });
  });

  it('still keeps the types of what is read', () => {
    const writer = new amqpTypes.Writer();
    writer.write(amqpTypes.wrap_long(1));
    expect(new amqpTypes.Reader(writer.toBuffer()).read()).toMatchObject({
      type: { name: 'SmallLong' },
      value: 1,
    });
  });

  it('still merges neighbouring settlements in the first outcome, which is why we write dispositions ourselves', () => {
    const text = readFileSync(load.resolve('rhea/lib/session.js'), 'utf8');
    expect(text).toContain(
      '(first !== last && !message.are_outcomes_equivalent(last.state, delivery.state))',
    );
  });
});
