import { describe, expect, it } from '@jest/globals';
import { releaseBrake } from '@spotler-connector/brake';
import { createManualClock } from '@spotler-connector/clock/testing';
import { aHoldingBrake } from '../../testing/a-brake-store.ts';
import { aTerminal } from '../../testing/a-terminal.ts';
import type { OpenBrake } from '../open-brake.ts';
import { showBrake } from './show-brake.ts';

const NOW = Date.parse('2026-01-31T14:00:00Z');

async function shown(brake: OpenBrake, json = false): Promise<string> {
  const terminal = aTerminal();
  await showBrake({ json }, { terminal, brake, clock: createManualClock(NOW) });
  return terminal.stdout();
}

describe('brake status', () => {
  it('says that nobody is held', async () => {
    expect(await shown(await aHoldingBrake())).toBe(
      'Limit     500 an hour\nUsed      0 within the last hour\nHeld      nobody\n',
    );
  });

  it('shows who is held, by rule and table, since when, and who decided last', async () => {
    const brake = await aHoldingBrake('1', '2');
    await releaseBrake(brake.store, { at: NOW - 1_000, count: 7, by: 'somebody' });
    const text = await shown(brake);
    expect(text).toContain(
      'Held      2, opted out, first 2026-01-31T12:00:00.000Z, last 2026-01-31T13:00:00.000Z',
    );
    expect(text).toMatch(/2 +do-not-email +contact/);
    expect(text).toContain('Such as   contact 1, contact 2');
    expect(text).toContain('Decided   2026-01-31T13:59:59.000Z: 7 more, by somebody');
    expect(text).toContain('Released  7 more, not used yet');
  });

  it('says the same to scripts, and counts nobody who was decided about', async () => {
    const brake = await aHoldingBrake('1', '2', '3');
    await brake.held.decide({ table: 'contact', id: '1', externalId: '1' }, { state: 'erased' });
    expect(JSON.parse(await shown(brake, true))).toMatchObject({
      limit: 500,
      used: 0,
      released: 0,
      held: { count: 2, groups: [{ rule: 'do-not-email', table: 'contact', count: 2 }] },
    });
  });

  it('says that the brake is off', async () => {
    expect(await shown({ ...(await aHoldingBrake()), limit: 0 })).toContain('The brake is off');
  });
});
