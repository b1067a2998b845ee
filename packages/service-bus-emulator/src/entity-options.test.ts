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
    expect(settings).toMatchObject({
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

  it('may send messages on, delete an idle entity, and disable one', () => {
    expect(
      settingsFrom({
        forwardTo: 'sb://host/Other',
        forwardDeadLetteredMessagesTo: '',
        autoDeleteOnIdle: 'PT5M',
        status: 'SendDisabled',
        userMetadata: 'note',
      }),
    ).toMatchObject({
      forwardTo: 'Other',
      forwardDeadLettersTo: undefined,
      autoDeleteOnIdle: 300_000,
      status: 'SendDisabled',
      userMetadata: 'note',
    });
  });

  it('are refused by name when they are out of bounds', () => {
    expect(() => settingsFrom({ autoDeleteOnIdle: 'PT1M' })).toThrow(
      'autoDeleteOnIdle must be at least PT5M.',
    );
    expect(() => settingsFrom(Object.fromEntries([['status', 'Asleep']]))).toThrow('status must be one of');
    expect(() => settingsFrom({ userMetadata: 'x'.repeat(1025) })).toThrow('userMetadata must have');
  });
});
