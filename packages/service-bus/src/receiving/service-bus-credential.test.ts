import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { serviceBusCredential } from './service-bus-credential.ts';

const ID = '5c3b2f3a-0a6e-4a8e-9a40-9a0d9c8f2b11';

// The library remembers the address of its first call, so there is one for all tests.
/** The address where Container Apps gives tokens, and the identities that it was to give them for. */
const clientIds: (string | null)[] = [];
const server = createServer((request, response) => {
  clientIds.push(new URL(request.url ?? '', 'http://localhost').searchParams.get('client_id'));
  const expires_on = Math.floor(Date.now() / 1_000) + 3_600;
  response.setHeader('content-type', 'application/json');
  response.end(JSON.stringify({ access_token: 'token', expires_on, resource: 'x', token_type: 'Bearer' }));
});

beforeAll(async () => {
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  process.env['IDENTITY_ENDPOINT'] = `http://127.0.0.1:${(server.address() as AddressInfo).port}/msi/token`;
  process.env['IDENTITY_HEADER'] = 'header';
});
afterAll(() => {
  delete process.env['IDENTITY_ENDPOINT'];
  delete process.env['IDENTITY_HEADER'];
  server.closeAllConnections();
  server.close();
});

describe('serviceBusCredential', () => {
  it.each([
    [ID, ID],
    [undefined, null],
  ])('asks the platform for the identity that is named: %s', async (clientId, expected) => {
    const token = await serviceBusCredential({ clientId }).getToken('https://servicebus.azure.net/.default');
    expect(token?.token).toBe('token');
    expect(clientIds.at(-1)).toBe(expected);
  });
});
