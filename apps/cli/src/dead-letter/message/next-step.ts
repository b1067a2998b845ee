/** Next steps by dead-letter reason. docs/troubleshooting.md says more about each. */
const STEPS: Readonly<Record<string, string>> = {
  MalformedMessage: 'see what sent it: show; then purge it',
  SpotlerRejected: 'correct the record or the field mapping, then replay',
  DataverseRejected: 'let doctor check the rights, then replay',
  HeldByBrake: 'a person decides: brake status',
  NotErased: 'look for the contact in Spotler, then replay',
  JobFailed: 'let doctor check both systems, then replay',
  TTLExpiredException: 'see why no worker ran, then replay',
  MaxDeliveryCountExceeded: 'look for its number in the log, then replay',
};

/** Says what to do next about dead letters with this reason. Pure. */
export function nextStep(reason: string): string {
  return STEPS[reason] ?? 'look at it: show; docs/troubleshooting.md lists reasons';
}

/** The reasons that the worker and Service Bus give. */
export const KNOWN_REASONS: readonly string[] = Object.keys(STEPS);
