import { describe, expect, it } from '@jest/globals';
import { startHealthServer } from './health-server.ts';

async function noMetrics(): Promise<string> {
  return '';
}

function onError(error: unknown): void {
  throw error;
}

async function ask(port: number, path: string): Promise<{ status: number; body: unknown }> {
  const response = await fetch(`http://127.0.0.1:${port}${path}`);
  return { status: response.status, body: await response.json() };
}

describe('the health server', () => {
  it('says that it lives and whether it is ready, and why not', async () => {
    const reasons: string[] = [];
    const server = await startHealthServer(0, {
      readiness: () => ({ ready: reasons.length === 0, reasons }),
      metrics: noMetrics,
      onError,
    });
    expect(await ask(server.port, '/livez')).toMatchObject({ status: 200 });
    expect(await ask(server.port, '/readyz')).toMatchObject({ status: 200, body: { ready: true } });
    reasons.push('Spotler: authentication');
    expect(await ask(server.port, '/readyz?verbose')).toEqual({
      status: 503,
      body: { ready: false, reasons: ['Spotler: authentication'] },
    });
    expect((await ask(server.port, '/livez')).status).toBe(200);
    expect((await ask(server.port, '/')).status).toBe(404);
    await server.close();
  });

  it('gives the metrics as they are, and when they fail says so without their text', async () => {
    const bugs: unknown[] = [];
    const answers = [async () => 'up 1\n', () => Promise.reject(new Error('canary@example.org'))];
    const server = await startHealthServer(0, {
      readiness: () => ({ ready: true, reasons: [] }),
      metrics: () => (answers.shift() ?? noMetrics)(),
      onError: (error) => void bugs.push(error),
    });
    const address = `http://127.0.0.1:${server.port}/metrics`;
    const good = await fetch(address);
    expect(good.headers.get('content-type')).toBe('text/plain; version=0.0.4');
    expect(await good.text()).toBe('up 1\n');
    const bad = await fetch(address);
    expect(bad.status).toBe(500);
    expect(await bad.text()).not.toContain('canary');
    expect(bugs).toEqual([new Error('canary@example.org')]);
    await server.close();
  });

  it('says that its port is in use', async () => {
    const health = { readiness: () => ({ ready: true, reasons: [] }), metrics: noMetrics, onError };
    const first = await startHealthServer(0, health);
    await expect(startHealthServer(first.port, health)).rejects.toThrow('Set HEALTH_PORT to another one');
    await first.close();
  });
});
