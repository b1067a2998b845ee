import type { Instruments } from './instruments.ts';
import { METRICS } from './metrics.ts';
import type { Gauges, MessageSettled, Reconciled, System, SystemCall, Telemetry } from './telemetry.ts';

/** The part of {@link Telemetry} that measures. */
export type EventRecorder = Omit<Telemetry, 'trace' | 'prometheus' | 'close'>;

const SYSTEMS: readonly System[] = ['dataverse', 'spotler'];

/** Turns each event into measurements. */
export function recordEvents(instruments: Instruments, memoryUsage: () => number): EventRecorder {
  const { count, watch } = instruments;
  const down = new Set<System>();
  let gauges: Gauges | undefined;
  let engaged = false;
  let acting = true;

  watch(METRICS.memory, () => [{ value: memoryUsage() }]);
  watch(METRICS.intakeOpen, () => [{ value: down.size === 0 ? 1 : 0 }]);
  watch(METRICS.policyActing, () => [{ value: acting ? 1 : 0 }]);
  watch(METRICS.brakeEngaged, () => [{ value: engaged ? 1 : 0 }]);
  watch(METRICS.systemUp, () =>
    SYSTEMS.map((system) => ({
      value: down.has(system) ? 0 : 1,
      attributes: { 'spotler_connector.system': system },
    })),
  );
  for (const name of ['inFlight', 'waiting', 'running'] as const) {
    watch(METRICS[name], () => (gauges === undefined ? [] : [{ value: gauges[name]() }]));
  }

  return {
    messageSettled: (message) => recordMessage(instruments, message),
    reconciled: (reconcile) => recordReconcile(instruments, reconcile),
    callEnded: (call) => recordCall(instruments, call),
    paused({ system }) {
      if (down.has(system)) return;
      down.add(system);
      count(METRICS.pauses, { 'spotler_connector.system': system });
    },
    resumed(pause) {
      if (pause === undefined) down.clear();
      else down.delete(pause.system);
    },
    held: ({ table, cause }) =>
      count(METRICS.held, { 'spotler_connector.table': table, 'spotler_connector.cause': cause }),
    brakeEngaged(given) {
      engaged = given;
    },
    policyActing(given) {
      acting = given;
    },
    secondLook: (outcome) => count(METRICS.secondLooks, { 'spotler_connector.outcome': outcome }),
    swept: (outcome) => count(METRICS.sweeps, { 'spotler_connector.outcome': outcome }),
    coalesced: () => count(METRICS.coalesced),
    rebuilt: () => count(METRICS.rebuilds),
    observe(given) {
      gauges = given;
    },
  };
}

function recordMessage({ count, record }: Instruments, message: MessageSettled): void {
  const { settlement, outcome, table, reason, queueDelayMs, durationMs } = message;
  const about = {
    'messaging.servicebus.disposition_status': dispositionOf(settlement),
    'spotler_connector.table': table,
  };
  const operation = { 'messaging.system': 'servicebus', 'messaging.operation.name': 'process', ...about };
  count(METRICS.messages, {
    ...operation,
    'spotler_connector.outcome': outcome,
    'spotler_connector.reason': reason,
  });
  record(METRICS.processDuration, durationMs / 1_000, operation);
  record(METRICS.queueDelay, queueDelayMs / 1_000, about);
}

function recordReconcile({ count, record }: Instruments, reconcile: Reconciled): void {
  const { action, cause, outcome, system, failure, durationMs, attempts } = reconcile;
  const about = { 'spotler_connector.action': action, 'spotler_connector.outcome': outcome };
  count(METRICS.reconciles, {
    ...about,
    'spotler_connector.cause': cause,
    'spotler_connector.system': system,
    'error.type': failure,
  });
  record(METRICS.reconcileDuration, durationMs / 1_000, about);
  record(METRICS.reconcileAttempts, attempts, about);
}

function recordCall(
  { record }: Instruments,
  { system, endpoint, status, failure, durationMs }: SystemCall,
): void {
  const [method, template] = typeof endpoint === 'string' ? endpoint.split(' ') : [endpoint];
  record(METRICS.callDuration, durationMs / 1_000, {
    'spotler_connector.system': system,
    'http.request.method': method,
    'url.template': template,
    'http.response.status_code': status,
    'error.type': failure,
  });
}

/** The conventions write `dead_letter`. */
function dispositionOf(settlement: unknown): unknown {
  return typeof settlement === 'string' ? settlement.replace('-', '_') : settlement;
}
