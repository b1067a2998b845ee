import { describe, expect, it } from '@jest/globals';
import { behindGate, createIntakeGate } from './intake-gate.ts';

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

  it('is closed only for a reason that stands alone', () => {
    const { gate } = aGate();
    expect(gate.isClosedOnlyFor('organization')).toBe(false);
    gate.open('generation');
    expect(gate.isClosedOnlyFor('organization')).toBe(true);
    expect(gate.isClosedOnlyFor('circuit')).toBe(false);
    gate.open('organization');
    expect(gate.isClosedOnlyFor('organization')).toBe(false);
  });
});

describe('the intake behind its gate', () => {
  function anIntake() {
    const { gate, calls } = aGate();
    for (const reason of ['organization', 'generation'] as const) gate.open(reason);
    const intake = behindGate({ admitOne: async () => void calls.push('admit one') }, gate);
    return { gate, intake, calls };
  }

  it('is paused and resumed for the circuit', () => {
    const { gate, intake, calls } = anIntake();
    intake.pause();
    expect(gate.isClosedOnlyFor('circuit')).toBe(true);
    intake.resume();
    expect(calls).toEqual(['resume', 'pause', 'resume']);
  });

  it('lets one in to see whether the circuit can be closed, and nobody while something else speaks against it', async () => {
    const { gate, intake, calls } = anIntake();
    await intake.admitOne();
    intake.pause();
    await intake.admitOne();
    gate.close('generation');
    await intake.admitOne();
    expect(calls).toEqual(['resume', 'pause', 'admit one']);
  });
});
