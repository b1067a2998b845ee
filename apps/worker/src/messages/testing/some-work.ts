import type { RecordRef } from '@spotler-connector/anonymization-policy';
import type { ChangeMessage } from '@spotler-connector/dataverse';
import type { Origin, Priority, ReconcileOutcome } from '@spotler-connector/reconciler';
import type { JobOutcome } from '../../jobs/job-outcome.ts';
import type { JobRequest, JobWork } from '../../jobs/job-work.ts';
import type { RecordWork } from '../../work/record-work.ts';

/** The record that messages are about. */
export const ID = '6d81597f-0f9f-e711-8122-000d3aa2331c';
/** Our own organization. */
export const OURS = '0e5ab1d4-ab5c-4f3c-9e1f-0a1b2c3d4e5f';
/** Another record, or a job. */
export const OTHER_ID = '7d81597f-0f9f-e711-8122-000d3aa2331d';
const decision = { action: 'sync', rule: 'eligible', causes: [], policyVersion: '1' } as const;
/** A reconcile that went well. */
export const synced: ReconcileOutcome = {
  kind: 'reconciled',
  decision,
  effect: { kind: 'synced' },
  attempts: 1,
};

/** An update of that record. */
export function aChange(overrides: Partial<ChangeMessage> = {}): ChangeMessage {
  return {
    kind: 'change',
    records: [{ table: 'contact', id: ID }],
    messageName: 'Update',
    operationId: null,
    correlationId: null,
    organizationId: OURS,
    stripped: false,
    initiatingUserId: null,
    changedAt: null,
    externalIds: {},
    ...overrides,
  };
}

/** The work on records with this outcome, and its requests. */
export function aWork(outcome: (ref: RecordRef) => Promise<ReconcileOutcome> = async () => synced) {
  const requests: [string, Priority, string | null | undefined][] = [];
  const origins: Origin[] = [];
  const work: RecordWork = {
    reconcile(ref, { priority, externalId, origin }) {
      origins.push(origin);
      requests.push([`${ref.table}/${ref.id}`, priority, externalId]);
      return outcome(ref);
    },
    size: { waiting: 0, running: 0 },
  };
  const options = { work, jobs: undefined, ourOrganizationId: OURS, lastDelivery: false };
  return { work, requests, origins, options };
}

/** A message about a job. */
export function aJob(messageName: string) {
  return { ...aChange({ messageName }), kind: 'job' as const, id: ID };
}

/** The work on jobs with this outcome, and its requests. */
export function aJobWork(outcome: JobOutcome = { kind: 'withdrawn' }) {
  const requests: [string, JobRequest][] = [];
  const jobs: JobWork = {
    async carryOut(id, options) {
      requests.push([id, options]);
      return outcome;
    },
  };
  return { jobs, requests };
}
