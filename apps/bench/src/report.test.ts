import { describe, expect, it } from '@jest/globals';
import { formatReport } from './report.ts';

const measurement = {
  what: 'a call',
  baseline: 'a bare one',
  ours: '110 µs',
  theirs: '100 µs',
  ratio: 1.1,
  limit: 1.25,
};

describe('the report', () => {
  it('says what was measured beside what', () => {
    expect(formatReport(measurement)).toBe('a call: 110 µs; a bare one: 100 µs; ratio 1.10, as promised');
  });

  it('says when a promise is not kept', () => {
    expect(formatReport({ ...measurement, ratio: 1.5 })).toContain('more than the promised 1.25');
  });
});
