import type { DueErasure, ErasureBrake, ErasurePermit } from './erasure-brake.ts';
import { PortError } from './port-error.ts';
import type { CallOptions, ContactTarget } from './ports.ts';

/** The permit of one reconcile, which may act several times on one contact. */
export interface PermitInHand {
  /** Asks for it, unless it is in hand. @throws {PortError} with side `state` */
  ask(due: DueErasure, call: CallOptions): Promise<'permitted' | 'held'>;
  /** The target, whose anonymization uses the permit, or gives it back when nothing was erased. */
  readonly target: ContactTarget;
}

/** Builds it; without a brake there always is one. */
export function createPermitInHand(brake: ErasureBrake | undefined, target: ContactTarget): PermitInHand {
  let permit: ErasurePermit | undefined;
  /** One erasure of a contact, however often it is tried. */
  let spent = false;

  async function spend(): Promise<void> {
    if (!spent) await permit?.spend();
    spent = true;
  }

  function giveBack(): void {
    if (spent) return;
    permit?.giveBack();
    permit = undefined;
  }

  async function anonymize(...call: Parameters<ContactTarget['anonymize']>) {
    try {
      const answer = await target.anonymize(...call);
      if (answer.outcome === 'anonymized' || answer.ambiguous === true) await spend();
      else giveBack();
      return answer;
    } catch (error) {
      if (error instanceof PortError && isWithoutEffect(error)) giveBack();
      throw error;
    }
  }

  return {
    async ask(due, call) {
      if (brake === undefined || permit !== undefined) return 'permitted';
      const answer = await brake.ask(due, call);
      if (answer === 'held') return answer;
      permit = answer;
      return 'permitted';
    },
    target: { ...target, anonymize },
  };
}

/** A system that did not answer may have carried it out. */
function isWithoutEffect({ failure: { kind, ambiguous } }: PortError): boolean {
  return ambiguous !== true && (kind === 'rejected' || kind === 'authentication');
}
