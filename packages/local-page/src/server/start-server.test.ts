import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Command } from '../view/command.ts';
import { type PageServer, startServer } from './start-server.ts';

let server: PageServer;
const given: Command[] = [];

beforeAll(async () => {
  server = await startServer(0, {
    files: { at: async (path) => (path === '/' ? { type: 'text/html', text: 'hello' } : undefined) },
    stream: (response) => void response.end(),
    async perform(command) {
      if (command.kind === 'start-worker') throw new Error('Not now.');
      given.push(command);
    },
  });
});
afterAll(() => server.close());

function ask(path: string, init: RequestInit = {}): Promise<Response> {
  return fetch(`http://127.0.0.1:${server.port}${path}`, init);
}

function give(command: unknown, headers: Record<string, string> = {}): Promise<Response> {
  return ask('/command', {
    method: 'POST',
    headers: {
      'content-type': 'application/json',
      origin: `http://127.0.0.1:${server.port}`,
      ...headers,
    },
    body: JSON.stringify(command),
  });
}

describe('the page’s server', () => {
  it('forbids the page to ask anybody else', async () => {
    const answer = await ask('/');
    expect(await answer.text()).toBe('hello');
    expect(answer.headers.get('content-security-policy')).toMatch(/default-src 'none'.*connect-src 'self'/);
    expect((await ask('/other')).status).toBe(404);
  });

  it('carries a command of the page out', async () => {
    expect((await give({ kind: 'add-strangers' })).status).toBe(204);
    expect(given).toEqual([{ kind: 'add-strangers' }]);
  });

  it.each([
    ['from another origin', { kind: 'add-strangers' }, { origin: 'http://evil.example' }, 403],
    [
      'in a form, which another site can send',
      { kind: 'add-strangers' },
      { 'content-type': 'text/plain' },
      400,
    ],
    ['that it does not know', { kind: 'format-disk' }, {}, 400],
    ['that names no table of ours', { kind: 'create', table: 'user', count: 1 }, {}, 400],
    ['that is too long', { kind: 'add-strangers', padding: 'x'.repeat(10_000) }, {}, 400],
  ])('refuses a command %s', async (_, command, headers, status) => {
    given.length = 0;
    expect((await give(command, headers)).status).toBe(status);
    expect(given).toEqual([]);
  });

  it('says why a command can’t be carried out', async () => {
    const answer = await give({ kind: 'start-worker' });
    expect([answer.status, await answer.text()]).toEqual([409, 'Not now.']);
  });
});
