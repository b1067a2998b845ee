import { describe, expect, it } from '@jest/globals';
import { inventedColumns } from '@spotler-connector/local-services';
import { CANARY_DOMAIN, createLeakDetector } from './leak-detector.ts';

describe('the leak detector', () => {
  it('notices every column of an invented person but the city', () => {
    const { address1_city: _city, ...columns } = inventedColumns('lead', 1, CANARY_DOMAIN);
    for (const value of Object.values(columns)) {
      const detector = createLeakDetector();
      detector.inspect(`{"error":"${String(value)}"}`);
      expect(detector.count).toBe(1);
    }
  });

  it('lets an ordinary line pass', () => {
    const detector = createLeakDetector();
    detector.inspect('{"event":"message settled","table":"contact","causes":["no-email"]}');
    expect(detector.count).toBe(0);
  });
});
