import { describe, expect, it } from '@jest/globals';
import { dryRunTarget } from './dry-run-target.ts';

describe('the target of a dry run', () => {
  it('answers as Spotler would, from what Spotler has', async () => {
    const target = dryRunTarget({ readBack: async (id) => (id === 'known' ? 'present' : 'gone') });
    expect(await target.anonymize('known')).toEqual({ outcome: 'anonymized', status: 410 });
    expect(await target.anonymize('unknown')).toEqual({ outcome: 'already-anonymized', status: 404 });
    expect(await target.optOut('known')).toBe('opted-out');
    expect(await target.optOut('unknown')).toBe('unknown-contact');
    await expect(target.sync('known', {}, { optOut: false })).resolves.toBeUndefined();
    expect(await target.readBack('known')).toBe('gone');
  });

  it('can not write, for it is given nothing to write with', () => {
    const readOnly: Parameters<typeof dryRunTarget>[0] = { readBack: async () => 'gone' };
    expect(Object.keys(readOnly)).toEqual(['readBack']);
  });
});
