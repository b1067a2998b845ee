import { describe, expect, it } from '@jest/globals';
import { createAvailability } from './circuit-state.ts';

const BUSY = { side: 'target', kind: 'unavailable', status: 503 } as const;
const REFUSED = { side: 'source', kind: 'authentication', status: 401 } as const;

describe('availability', () => {
  it('takes a side for down after three failures in a row', () => {
    const availability = createAvailability();
    availability.failed(BUSY, 1);
    availability.failed(BUSY, 2);
    expect(availability.outages).toEqual([]);
    availability.failed(BUSY, 3);
    expect(availability.outages).toEqual([{ side: 'target', failure: BUSY, since: 3 }]);
  });

  it('counts anew after a call that went well', () => {
    const availability = createAvailability();
    availability.failed(BUSY, 1);
    availability.failed(BUSY, 2);
    availability.succeeded('target');
    availability.failed(BUSY, 3);
    expect(availability.outages).toEqual([]);
  });

  it.each([REFUSED, { side: 'target', kind: 'protocol', status: 404 } as const])(
    'takes a side for down at once after $kind',
    (failure) => {
      const availability = createAvailability();
      availability.failed(failure, 1);
      expect(availability.outages).toMatchObject([{ side: failure.side }]);
    },
  );

  it('takes refused data for no sign of anything', () => {
    const availability = createAvailability();
    for (let n = 0; n < 10; n++) availability.failed({ side: 'target', kind: 'rejected' }, n);
    expect(availability.outages).toEqual([]);
  });

  it('keeps a side down until a probe gets through, whatever straggles in', () => {
    const availability = createAvailability();
    availability.failed(REFUSED, 1);
    availability.succeeded('source');
    expect(availability.outages).toHaveLength(1);
    availability.answered('source');
    expect(availability.down).toEqual([]);
    expect(availability.outages).toHaveLength(1);
    availability.succeeded('source');
    expect(availability.outages).toEqual([]);
  });

  it('takes a side that answered for down again after one failure', () => {
    const availability = createAvailability();
    availability.failed(REFUSED, 1);
    availability.answered('source');
    availability.failed({ side: 'source', kind: 'unavailable' }, 5);
    expect(availability.down).toEqual(['source']);
    expect(availability.outages).toMatchObject([{ since: 1 }]);
  });

  it('believes work rather than what failed beside it, once a probe got through', () => {
    const availability = createAvailability();
    availability.failed(REFUSED, 1);
    availability.answered('source');
    availability.failed(REFUSED, 2);
    availability.succeeded('source');
    expect(availability.outages).toEqual([]);
  });

  it('can be told to trust a side that answers, and no other', () => {
    const availability = createAvailability();
    availability.failed(REFUSED, 1);
    availability.failed({ ...REFUSED, side: 'target' }, 2);
    availability.answered('source');
    availability.trust();
    expect(availability.outages).toMatchObject([{ side: 'target' }]);
  });

  it('remembers since when a side is down', () => {
    const availability = createAvailability();
    availability.failed(REFUSED, 1);
    availability.failed(REFUSED, 9);
    expect(availability.outages).toMatchObject([{ since: 1 }]);
  });

  it('probes ever more rarely, up to once a minute', () => {
    const availability = createAvailability();
    availability.failed(REFUSED, 1);
    const delays = Array.from({ length: 8 }, () => availability.probeDelayMs('source'));
    expect(delays).toEqual([1_000, 2_000, 4_000, 8_000, 16_000, 32_000, 60_000, 60_000]);
  });

  it('waits at least as long as it was asked to', () => {
    const availability = createAvailability();
    availability.failed({ side: 'target', kind: 'authentication', retryAfterMs: 90_000 }, 1);
    expect(availability.probeDelayMs('target')).toBe(90_000);
  });

  it('takes a wait of days for a mistake', () => {
    const availability = createAvailability();
    availability.failed({ side: 'target', kind: 'authentication', retryAfterMs: 864_000_000 }, 1);
    expect(availability.probeDelayMs('target')).toBe(600_000);
  });

  it('goes on slowing down when a side answers probes but no work', () => {
    const availability = createAvailability();
    const delays = [1, 2, 3].map((now) => {
      availability.failed(REFUSED, now);
      const delay = availability.probeDelayMs('source');
      availability.answered('source');
      return delay;
    });
    expect(delays).toEqual([1_000, 2_000, 4_000]);
    availability.succeeded('source');
    availability.failed(REFUSED, 4);
    expect(availability.probeDelayMs('source')).toBe(1_000);
  });
});
