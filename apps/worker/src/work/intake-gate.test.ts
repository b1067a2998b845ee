import { describe, expect, it } from '@jest/globals';
import { createIntakeGate } from './intake-gate.ts';

function aGate() {
  const calls: string[] = [];
  const intake = { resume: () => void calls.push('resume'), pause: () => void calls.push('pause') };
  return { gate: createIntakeGate(intake, ['organization', 'generation']), calls };
}

describe('the gate before the intake', () => {
  it('opens when no reason is left', () => {
    const { gate, calls } = aGate();
    gate.open('organization');
    expect(calls).toEqual([]);
    gate.open('generation');
    expect(calls).toEqual(['resume']);
  });

  it('stays closed for one reason when another one is over', () => {
    const { gate, calls } = aGate();
    for (const reason of ['organization', 'generation'] as const) gate.open(reason);
    gate.close('circuit');
    gate.close('generation');
    gate.open('circuit');
    gate.open('circuit');
    expect(calls).toEqual(['resume', 'pause']);
    expect(gate.isClosedOnlyFor('generation')).toBe(true);
    gate.open('generation');
    expect(calls).toEqual(['resume', 'pause', 'resume']);
  });
});
