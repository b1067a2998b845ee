import { once } from 'node:events';
import { createServer, type Server } from 'node:net';
import { afterEach, describe, expect, it } from '@jest/globals';
import { startServices } from './services.ts';

const servers: Server[] = [];
afterEach(() => {
  for (const server of servers.splice(0)) server.close();
});

async function aTakenPort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  servers.push(server);
  await once(server, 'listening');
  const address = server.address();
  return typeof address === 'object' && address !== null ? address.port : 0;
}

describe('the services on this machine', () => {
  it('run on free ports, connected with each other', async () => {
    const services = await startServices();
    const id = await services.dataverse.create('contact', { lastname: 'Invented' });
    await services.dataverse.idle();
    expect(services.serviceBus.counts('dataverse-changes')).toMatchObject({ activeMessageCount: 1 });
    expect(services.spotler.state(id)).toBe('unknown');
    await services.close();
  });

  it('take another port where that will do', async () => {
    const port = await aTakenPort();
    const services = await startServices({ spotlerPort: { port, orAnother: true } });
    expect(services.spotler.port).not.toBe(port);
    await services.close();
  });

  it('insist on a port that was asked for, and leave nothing running', async () => {
    const port = await aTakenPort();
    const wanted = { port, orAnother: false };
    await expect(startServices({ dataversePort: wanted })).rejects.toMatchObject({ name: 'PortInUse' });
  });
});
