import type { DataverseConnection } from '../web-api/connection.ts';
import { createWorkshop } from './carry-out/carry-out.ts';
import type { DesiredState } from './desired/desired.ts';
import { forOrganization } from './desired/desired-endpoint.ts';
import { makePlan, planMessaging } from './plan/make-plan.ts';
import { isDrift, type Plan, type PlanItem } from './plan/plan.ts';
import { planRemoval } from './plan/plan-removal.ts';
import { isOurs } from './plan/plan-steps.ts';
import { type FailedJobs, readFailedJobs } from './present/read-failed-jobs.ts';
import { readMessaging } from './present/read-messaging.ts';
import { readPresent } from './present/read-present.ts';
import { readTable } from './present/read-table.ts';

/** Compares an environment with what should be in it, and mends it. */
export interface Registrar {
  /** Compares what there is with what should be. Changes nothing. @throws {DataverseError} */
  plan(options?: { renewKey?: boolean | undefined }): Promise<Plan>;
  /** The part of it about what sends messages; takes fewer rights. @throws {DataverseError} */
  planMessaging(): Promise<Plan>;
  /** Messages of ours that Dataverse gave up. @throws {DataverseError} */
  failedJobs(): Promise<FailedJobs>;
  /** Plans to take everything of ours away. Changes nothing. @throws {DataverseError} */
  planRemoval(options: { withTable: boolean }): Promise<Plan>;
  /**
   * Does what a plan says, one thing after the other, and tells of each. What was done stays done when
   * something fails on the way; planning and carrying out again goes on from there.
   *
   * @throws {DataverseError} and when the plan needs a key and there is none.
   */
  carryOut(plan: Plan, key: string | null, onDone?: (item: PlanItem) => void): Promise<void>;
}

/** Builds a {@link Registrar}. */
export function createRegistrar(connection: DataverseConnection, desired: DesiredState): Registrar {
  async function ownDesired(): Promise<DesiredState> {
    const { organizationId } = await connection.whoAmI();
    return { ...desired, endpoint: forOrganization(desired.endpoint, organizationId) };
  }

  return {
    async plan(options) {
      const own = await ownDesired();
      return makePlan(own, await readPresent(connection, own), options);
    },
    async planMessaging() {
      const own = await ownDesired();
      return planMessaging(own, await readMessaging(connection, own));
    },
    failedJobs: async () => {
      const messaging = await readMessaging(connection, desired);
      const ours = messaging.steps.filter((step) => isOurs(step, desired, messaging));
      return readFailedJobs(connection, ours);
    },
    planRemoval: async (options) => {
      const messaging = await readMessaging(connection, desired);
      return planRemoval(desired, { messaging, table: await readTable(connection, desired.table) }, options);
    },
    carryOut: async (plan, key, onDone = () => {}) => {
      if (isBlocked(plan)) throw new Error('A plan with a code of another meaning is not carried out');
      const work = createWorkshop({ connection, desired, key });
      for (const item of plan.filter(({ mends }) => mends.length > 0)) {
        for (const mend of item.mends) await work(mend);
        onDone(item);
      }
    },
  };
}

/** Whether a plan must not be carried out: a code that it relies on means something else here. */
export function isBlocked(plan: Plan): boolean {
  return plan.some((item) => item.kind === 'code' && isDrift(item));
}

/** Whether carrying a plan out takes the key of the service endpoint. */
export function needsKey(plan: Plan): boolean {
  const kinds = plan.flatMap(({ mends }) => mends.map((mend) => mend.do));
  return kinds.includes('create-endpoint') || kinds.includes('renew-key');
}
