import { describe, expect, it } from '@jest/globals';
import { PolicySettings } from './policy-settings.ts';
import { someSettings } from './testing/snapshots.ts';

describe('PolicySettings', () => {
  it('decodes both settings', () => {
    expect(PolicySettings.decode(someSettings())).toEqual({ _tag: 'Right', right: someSettings() });
  });

  it.each([
    {},
    { anonymizeContactWhenInactive: true },
    { ...someSettings(), anonymizeAccountOnDoNotEmail: 'no' },
    null,
  ])('refuses %j, for a setting is never guessed', (value) => {
    expect(PolicySettings.decode(value)._tag).toBe('Left');
  });
});
