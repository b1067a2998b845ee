/** Workspaces that do not keep a rule yet. The lists only ever get shorter. */
export const REMAINING: Readonly<Record<string, readonly string[]>> = {
  arrowConstants: ['packages/dataverse', 'packages/reconciler'],
  clockReadings: ['packages/reconciler'],
  conditionalSpreads: ['packages/dataverse', 'packages/dataverse-simulator', 'packages/service-bus-emulator'],
  questioningDocstrings: [
    'packages/dataverse',
    'packages/dataverse-simulator',
    'packages/reconciler',
    'packages/service-bus-emulator',
  ],
  wideComments: [
    'packages/anonymization-policy',
    'packages/dataverse',
    'packages/dataverse-simulator',
    'packages/reconciler',
    'packages/service-bus-emulator',
  ],
};
