import { once } from 'node:events';
import { createServer } from 'node:http';
import { describe, expect, it } from '@jest/globals';
import { openJitteryNetwork } from './jittery-network.ts';
import { createRandom } from './random.ts';

describe('the jittery network', () => {
  it('loses nothing and keeps the order', async () => {
    const server = createServer((request, response) => request.pipe(response)).listen(0, '127.0.0.1');
    await once(server, 'listening');
    const address = server.address();
    const port = typeof address === 'object' && address !== null ? address.port : 0;
    const network = await openJitteryNetwork(port, 5, createRandom(1));
    const body = 'x'.repeat(100_000);
    const response = await fetch(`http://127.0.0.1:${network.port}/`, { method: 'POST', body });
    expect(await response.text()).toBe(body);
    network.close();
    server.closeAllConnections();
    server.close();
  });
});
