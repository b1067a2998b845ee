import { once } from 'node:events';
import { connect } from 'node:net';
import { expect, it } from '@jest/globals';
import { startServiceBusEmulator } from '../emulator.ts';

it.each(['//', '/health/..', '*', 'http://[', '/%', '/other'])('answers %s and lives', async (path) => {
  const emulator = await startServiceBusEmulator({ healthPort: 0 });
  for (const port of [emulator.healthPort ?? 0, emulator.port]) {
    const socket = connect(port, '127.0.0.1');
    socket.write(`GET ${path} HTTP/1.1\r\nHost: x\r\n\r\n`);
    const [answer] = await once(socket, 'data');
    expect(String(answer)).toMatch(/^HTTP\/1.1 4\d\d/);
    socket.destroy();
  }
  await emulator.close();
});

it('answers /health on every port', async () => {
  const emulator = await startServiceBusEmulator({ healthPort: 0 });
  for (const port of [emulator.healthPort, emulator.port]) {
    const response = await fetch(`http://127.0.0.1:${port}/health`);
    expect([response.status, await response.json()]).toEqual([200, { status: 'healthy' }]);
  }
  await emulator.close();
});
