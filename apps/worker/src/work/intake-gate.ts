/** A reason for which no message is let in. */
export type ClosedFor = 'organization' | 'generation' | 'circuit';

/** The flow of messages into the worker. */
interface Flow {
  resume(): void;
  pause(): void;
}

/** Lets messages in while nothing speaks against it. */
export interface IntakeGate {
  /** Lets none in for this reason. */
  close(reason: ClosedFor): void;
  /** This reason is over. */
  open(reason: ClosedFor): void;
  /** Whether nothing but this reason speaks against letting messages in. */
  isClosedOnlyFor(reason: ClosedFor): boolean;
}

/** The intake as a circuit breaker has it: it opens and closes the gate for reasons of its own. */
export function behindGate(
  { admitOne }: { admitOne(): Promise<void> },
  gate: IntakeGate,
): Flow & { admitOne(): Promise<void> } {
  return {
    pause: () => gate.close('circuit'),
    resume: () => gate.open('circuit'),
    async admitOne() {
      if (gate.isClosedOnlyFor('circuit')) await admitOne();
    },
  };
}

/** Builds a gate before an intake that is off, closed for these reasons. */
export function createIntakeGate(intake: Flow, reasons: readonly ClosedFor[]): IntakeGate {
  const closedFor = new Set(reasons);
  return {
    close(reason) {
      if (closedFor.size === 0) intake.pause();
      closedFor.add(reason);
    },
    open(reason) {
      if (closedFor.delete(reason) && closedFor.size === 0) intake.resume();
    },
    isClosedOnlyFor: (reason) => closedFor.has(reason) && closedFor.size === 1,
  };
}
