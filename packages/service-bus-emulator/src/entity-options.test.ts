import { describe, expect, it } from '@jest/globals';
import { settingsFrom } from './entity-options.ts';
import { DEFAULT_QUEUE_SETTINGS } from './semantics/queue-settings.ts';

describe('entity options', () => {
  it('default to what the service does', () => {
    expect(settingsFrom({})).toEqual(DEFAULT_QUEUE_SETTINGS);
  });

  it('are turned into milliseconds and bytes', () => {
    const settings = settingsFrom({
      lockDuration: 'PT5S',
      maxDeliveryCount: 3,
      requiresSession: true,
      requiresDuplicateDetection: true,
      duplicateDetectionHistoryTimeWindow: 'PT20S',
      defaultMessageTimeToLive: 'PT1H',
      deadLetteringOnMessageExpiration: true,
      maxMessageSizeInKilobytes: 1024,
      maxSizeInMegabytes: 100,
    });
    expect(settings).toEqual({
      lockDuration: 5000,
      maxDeliveryCount: 3,
      requiresSession: true,
      duplicateWindow: 20_000,
      defaultTimeToLive: 3_600_000,
      deadLetteringOnExpiration: true,
      maxMessageBytes: 1_048_576,
      maxEntityBytes: 104_857_600,
    });
  });

  it('look for duplicates for ten minutes unless told otherwise, and only when asked', () => {
    expect(settingsFrom({ requiresDuplicateDetection: true }).duplicateWindow).toBe(600_000);
    expect(settingsFrom({ duplicateDetectionHistoryTimeWindow: 'PT20S' }).duplicateWindow).toBeUndefined();
  });

  it('are refused by name when the official client knows them and we do not', () => {
    for (const name of ['forwardTo', 'forwardDeadLetteredMessagesTo']) {
      expect(() => settingsFrom({ [name]: 'other' })).toThrow(`${name} is not supported.`);
      expect(() => settingsFrom({ [name]: undefined })).not.toThrow();
    }
    expect(() => settingsFrom(Object.fromEntries([['status', 'Disabled']]))).toThrow(
      /^status is not supported/,
    );
    const harmless = Object.fromEntries([
      ['status', 'Active'],
      ['userMetadata', 'x'],
    ]);
    expect(() => settingsFrom(harmless)).not.toThrow();
  });

  it.each([
    [{ lockDuration: '30' }, /^lockDuration must be an ISO 8601 duration/],
    [{ lockDuration: 'PT0S' }, /^lockDuration/],
    [{ defaultMessageTimeToLive: '' }, /^defaultMessageTimeToLive/],
    [{ maxDeliveryCount: 0 }, /^maxDeliveryCount must be a number of at least 1/],
    [{ maxDeliveryCount: Number.NaN }, /^maxDeliveryCount/],
  ])('are refused by name: %j', (options, message) => {
    expect(() => settingsFrom(options)).toThrow(message);
  });
});
