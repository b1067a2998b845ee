import { isBlocked, type Plan } from '@spotler-connector/dataverse';
import type { Terminal } from '../terminal/terminal.ts';
import type { Registration } from './registration-as-configured.ts';

/** How many things of a plan change something. */
export function changesIn(plan: Plan): number {
  return plan.filter(({ mends }) => mends.length > 0).length;
}

/** Such as `3 changes`. */
export function counted(changes: number): string {
  return `${changes} ${changes === 1 ? 'change' : 'changes'}`;
}

/**
 * Carries a plan out and says what was done. What fails on the way leaves the rest as it is, and is thrown on
 * when that has been said.
 */
export async function carryOutPlan(
  plan: Plan,
  { registrar, key }: Pick<Registration, 'registrar' | 'key'>,
  terminal: Pick<Terminal, 'log' | 'status'>,
): Promise<void> {
  const all = changesIn(plan);
  let done = 0;
  try {
    await registrar.carryOut(plan, key, ({ kind, name }) => {
      done += 1;
      terminal.status(`${done} of ${all}: ${kind} ${name}`);
    });
    terminal.status('');
  } catch (error) {
    terminal.status('');
    terminal.log(`${done} of ${all} changes were made and stay. Run the command again to go on from there.`);
    throw error;
  }
}

/** Says why a plan can't be carried out; false when it can. */
export function saysBlocked(plan: Plan, terminal: Pick<Terminal, 'log'>): boolean {
  if (!isBlocked(plan)) return false;
  terminal.log('Nothing was changed: this environment uses a code otherwise than we do.');
  return true;
}
