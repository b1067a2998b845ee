/** Workspaces that do not keep a rule yet. The lists only ever get shorter. */
export const REMAINING: Readonly<Record<string, readonly string[]>> = {
  arrowConstants: ['packages/reconciler'],
  clockReadings: ['packages/reconciler'],
  conditionalSpreads: ['packages/service-bus-emulator'],
  questioningDocstrings: ['packages/reconciler', 'packages/service-bus-emulator'],
  wideComments: ['packages/anonymization-policy', 'packages/reconciler', 'packages/service-bus-emulator'],
};
