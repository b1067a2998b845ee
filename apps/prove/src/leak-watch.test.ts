import { describe, expect, it } from '@jest/globals';
import { inventedColumns } from '@spotler-connector/local-services';
import { CANARY_DOMAIN, createLeakWatch } from './leak-watch.ts';

describe('the watch for leaks', () => {
  it('notices every column of an invented person but the city', () => {
    const { address1_city: _city, ...columns } = inventedColumns('lead', 1, CANARY_DOMAIN);
    for (const value of Object.values(columns)) {
      const watch = createLeakWatch();
      watch.look(`{"error":"${String(value)}"}`);
      expect(watch.leaks).toBe(1);
    }
  });

  it('lets an ordinary line pass', () => {
    const watch = createLeakWatch();
    watch.look('{"event":"message settled","table":"contact","causes":["no-email"]}');
    expect(watch.leaks).toBe(0);
  });
});
