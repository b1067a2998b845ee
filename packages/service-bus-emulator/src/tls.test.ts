import { connect } from 'node:tls';
import { afterEach, describe, expect, it } from '@jest/globals';
import { makeCertificate } from './certificate.ts';
import { startServiceBusEmulator } from './emulator.ts';
import type { ServiceBusEmulator } from './service-bus-emulator.ts';
import { HANDSHAKE, rawPeer, saslBytes } from './testing/raw-peer.ts';
import { runTrusting } from './testing/run-trusting.ts';
import { until } from './testing/with-emulator.ts';

const emulators: ServiceBusEmulator[] = [];

async function aTlsEmulator(options: Parameters<typeof startServiceBusEmulator>[0] = {}) {
  const emulator = await startServiceBusEmulator({ tls: {}, ...options });
  emulators.push(emulator);
  emulator.createQueue('orders');
  const { tls } = emulator;
  if (tls === undefined) throw new Error('No TLS.');
  return { emulator, tls };
}

afterEach(async () => {
  for (const emulator of emulators.splice(0)) await emulator.close();
});

const SEND_AND_RECEIVE = `
import { ServiceBusClient } from '@azure/service-bus';
import { WebSocket } from 'ws';
const [connectionString] = process.argv.slice(1);
for (const options of [{}, { webSocketOptions: { webSocket: WebSocket } }]) {
  const client = new ServiceBusClient(connectionString, options);
  await client.createSender('orders').sendMessages({ body: 'x'.repeat(100_000) });
  const receiver = client.createReceiver('orders');
  const [message] = await receiver.receiveMessages(1);
  await receiver.completeMessage(message);
  process.stdout.write(message.body.length + '\\n');
  await client.close();
}`;

describe('TLS', () => {
  it('carries the official client, over AMQP and over WebSockets, without the flag of the emulator', async () => {
    const { emulator, tls } = await aTlsEmulator();
    expect(tls.connectionString).not.toContain('UseDevelopmentEmulator');
    expect(await runTrusting(tls.certificate, SEND_AND_RECEIVE, tls.connectionString)).toBe(
      '100000\n100000\n',
    );
    expect(emulator.counts('orders').totalMessageCount).toBe(0);
  }, 60_000);

  it('shows the certificate that it is given', async () => {
    const certificate = makeCertificate(['bus.example.org', '10.0.0.1']);
    const { tls } = await aTlsEmulator({ tls: { certificate } });
    expect(tls.certificate).toBe(certificate.cert);
    const options = { host: '127.0.0.1', port: tls.port, ca: certificate.cert };
    for (const servername of ['localhost', 'bus.example.org']) {
      const socket = connect({ ...options, servername });
      await until(() => socket.authorized);
      socket.destroy();
    }
  });

  it('takes name and key over SASL PLAIN, and refuses a wrong key', async () => {
    const key = { name: 'worker', key: 'secret', rights: ['listen'] as const };
    const { tls } = await aTlsEmulator({ accessKeys: [key] });
    for (const [password, code] of [
      ['secret', 0],
      ['wrong', 1],
    ] as const) {
      const ca = tls.certificate;
      const peer = rawPeer(connect({ host: '127.0.0.1', port: tls.port, ca, servername: 'localhost' }));
      peer.write(Buffer.concat([saslBytes('PLAIN', `\0worker\0${password}`), ...HANDSHAKE]));
      expect((await peer.next('sasl-outcome')).performative['code']).toBe(code);
      if (code === 0) await peer.next('begin');
      else await until(peer.isEnded);
      peer.close();
    }
  });

  it('is not there unless it is asked for', async () => {
    const emulator = await startServiceBusEmulator();
    emulators.push(emulator);
    expect(emulator.tls).toBeUndefined();
  });
});
