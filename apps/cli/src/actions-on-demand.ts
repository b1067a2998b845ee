import type { ActionParts } from './action-parts.ts';
import type { Actions } from './command-line.ts';
import type { ExitCode } from './failure/exit-code.ts';
import type { Terminal } from './terminal/terminal.ts';

/**
 * Actions of the commands, each of which loads what it needs when it is called. Everything together takes
 * half a second to load, and `--help` needs none of it. `onEnd` is called with the exit code.
 */
export function actionsOnDemand(
  terminal: Terminal,
  onEnd: (exitCode: ExitCode) => void,
): Omit<Actions, 'completion'> {
  async function parts(): Promise<ActionParts> {
    const { createActionParts } = await import('./action-parts.ts');
    return createActionParts(terminal, onEnd);
  }
  async function deadLetters() {
    const { deadLetterActions } = await import('./dead-letter/dead-letter-actions.ts');
    return deadLetterActions(await parts());
  }
  async function brake() {
    const { brakeActions } = await import('./brake/brake-as-configured.ts');
    return brakeActions(await parts());
  }
  async function registration() {
    const { registrationActions } = await import('./registration-actions.ts');
    return registrationActions(await parts());
  }
  async function evidence() {
    const { evidenceActions } = await import('./evidence/evidence-actions.ts');
    return evidenceActions(await parts());
  }

  return {
    async explain(options) {
      const { explainAsConfigured } = await import('./explain/explain-as-configured.ts');
      const { configured, clock } = await parts();
      onEnd(await explainAsConfigured(options, terminal, configured, clock));
    },
    list: async (options) => (await deadLetters()).list(options),
    show: async (options) => (await deadLetters()).show(options),
    replay: async (options) => (await deadLetters()).replay(options),
    purge: async (options) => (await deadLetters()).purge(options),
    export: async (options) => (await deadLetters()).export(options),
    import: async (options) => (await deadLetters()).import(options),
    watch: async (options) => (await deadLetters()).watch(options),
    brakeStatus: async (options) => (await brake()).brakeStatus(options),
    release: async (options) => (await brake()).release(options),
    reject: async (options) => (await brake()).reject(options),
    register: async (options) => (await registration()).register(options),
    status: async (options) => (await registration()).status(options),
    unregister: async (options) => (await registration()).unregister(options),
    async sweep(options) {
      const { sweepAsConfigured } = await import('./sweep/sweep-as-configured.ts');
      const { changing, configured } = await parts();
      onEnd(await sweepAsConfigured(options, changing(), configured));
    },
    showEvidence: async (options) => (await evidence()).showEvidence(options),
    verify: async (options) => (await evidence()).verify(options),
    checkpoint: async (options) => (await evidence()).checkpoint(options),
    report: async (options) => (await evidence()).report(options),
    async doctor(options) {
      const { doctorAsConfigured } = await import('./doctor/doctor-as-configured.ts');
      onEnd(await doctorAsConfigured(options, await parts()));
    },
  };
}
