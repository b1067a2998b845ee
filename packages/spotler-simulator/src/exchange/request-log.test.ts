import { describe, expect, it } from '@jest/globals';
import { createRequestLog, type RequestLog } from './request-log.ts';

function record(log: RequestLog, at: number, ...externalIds: string[]): void {
  log.record({ at, endpoint: 'POST /contact/list', externalIds, status: 200, fault: undefined });
}

describe('the request log', () => {
  it('finds the requests of a contact, also within a batch, and names nobody', () => {
    const log = createRequestLog();
    record(log, 1, 'jan@example.com', 'jo@example.com');
    record(log, 2, 'jo@example.com');
    record(log, 3);
    expect(log.list('jo@example.com').map(({ at }) => at)).toEqual([1, 2]);
    expect(log.list('jan@example.com').map(({ at }) => at)).toEqual([1]);
    expect(log.list().map(({ at }) => at)).toEqual([1, 2, 3]);
    expect(JSON.stringify(log.list())).not.toContain('example.com');
  });

  it('keeps the latest ten thousand', () => {
    const log = createRequestLog();
    for (let at = 0; at < 10_005; at++) record(log, at);
    expect(log.list()).toHaveLength(10_000);
    expect(log.list()[0]?.at).toBe(5);
  });

  it('gives copies, and forgets on demand', () => {
    const log = createRequestLog();
    record(log, 1);
    const before = log.list();
    log.clear();
    expect(before).toHaveLength(1);
    expect(log.list()).toEqual([]);
  });
});
