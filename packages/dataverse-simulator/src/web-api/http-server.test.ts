import { afterEach, describe, expect, it } from '@jest/globals';
import { closeServer, listen, type Route } from './http-server.ts';

type Server = Awaited<ReturnType<typeof listen>>;
const servers: Server[] = [];
afterEach(async () => {
  for (const server of servers.splice(0)) await closeServer(server);
});

async function urlOf(route: Route): Promise<string> {
  const server = await listen(new Map([['/api/', route]]), 0);
  servers.push(server);
  const address = server.address();
  return `http://127.0.0.1:${typeof address === 'object' && address !== null ? address.port : 0}`;
}

describe('the server', () => {
  it('hands requests over, decoded', async () => {
    const url = await urlOf(({ method, path, query, headers, body }) => ({
      status: 200,
      headers: {},
      body: { method, path, query: [...query], prefer: headers['prefer'], body },
    }));
    const response = await fetch(`${url}/api/a%20b(1)?$filter=x%20eq%20'%26'`, {
      method: 'POST',
      headers: { Prefer: 'return=representation' },
      body: 'Žofia',
    });
    expect(response.headers.get('odata-version')).toBe('4.0');
    expect(await response.json()).toEqual({
      method: 'POST',
      path: 'a b(1)',
      query: [['$filter', "x eq '&'"]],
      prefer: 'return=representation',
      body: 'Žofia',
    });
  });

  it('answers 404 outside of its routes and 500 when a route throws', async () => {
    const url = await urlOf(() => {
      throw new Error('canary');
    });
    expect((await fetch(`${url}/elsewhere`)).status).toBe(404);
    const failed = await fetch(`${url}/api/x`);
    expect(failed.status).toBe(500);
    expect(await failed.text()).not.toContain('canary');
  });

  it('refuses bodies over 16 MiB', async () => {
    const url = await urlOf(() => ({ status: 200, headers: {} }));
    const outcome = fetch(`${url}/api/x`, { method: 'POST', body: 'x'.repeat(17 * 1024 * 1024) });
    expect(
      await outcome.then(
        ({ status }) => status,
        () => 'refused',
      ),
    ).not.toBe(200);
  });

  it('listens on this machine only', async () => {
    await urlOf(() => ({ status: 200, headers: {} }));
    expect(servers[0]?.address()).toMatchObject({ address: '127.0.0.1' });
  });
});
