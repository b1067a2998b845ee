import { readFileSync } from 'node:fs';
import { describe, expect, it } from '@jest/globals';
import { nextStep } from './next-step.ts';

const PAGE = readFileSync(new URL('../../../../../docs/troubleshooting.md', import.meta.url), 'utf8');
const [, TABLE = ''] = /## Dead letters\n([\s\S]*?)\n## /.exec(PAGE) ?? [];
const REASONS = [...TABLE.matchAll(/^\| `(\w+)` \|/gm)].map(([, reason = '']) => reason);

describe('the next step', () => {
  it('is known for the reasons of Service Bus and of the worker', () => {
    expect(REASONS).toEqual(expect.arrayContaining(['SpotlerRejected', 'MaxDeliveryCountExceeded']));
    expect(nextStep('NotErased')).toBe('look for the contact in Spotler, then replay');
  });

  it.each(REASONS)('is short, and a page tells more: %s', (reason) => {
    expect(nextStep(reason).length).toBeLessThan(60);
  });

  it('is to look for any other reason', () => {
    expect(nextStep('other')).toContain('show');
  });
});
