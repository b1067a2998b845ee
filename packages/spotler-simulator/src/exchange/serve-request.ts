import type { ServerResponse } from 'node:http';
import type { BasePath } from '../base-path.ts';
import type { Fault, FaultQueue } from '../faults.ts';
import type { Reply } from '../reply.ts';
import {
  type ApiSettings,
  answerRequest,
  type RoutedRequest,
  routeRequest,
  UNKNOWN_PATH,
} from './answer-request.ts';
import type { LateEffects } from './late-effects.ts';
import type { ReceivedRequest } from './receive-request.ts';
import type { RequestLog } from './request-log.ts';
import { knownAnswer, sendFault, sendKnown, sendReply } from './send-reply.ts';

/** The parts that serve a request. */
export interface Service extends ApiSettings {
  readonly basePaths: readonly BasePath[];
  readonly faults: FaultQueue;
  readonly log: RequestLog;
  readonly lateEffects: LateEffects;
  /** Aborted when the simulator closes. */
  readonly closing: AbortSignal;
}

/** Answers a request to the API, or lets go wrong what a fault asks for. */
export async function serveRequest(
  request: ReceivedRequest,
  response: ServerResponse,
  service: Service,
): Promise<void> {
  const routed = routeRequest(request, service.basePaths);
  const fault = routed === undefined ? undefined : service.faults.take(routed.endpoint, routed.externalIds);
  if (fault?.kind === 'latency') {
    await service.clock.sleep(fault.ms, service.closing).catch(unlessClosing(service));
  }
  if (fault?.kind === 'late' && routed !== undefined) applyLate(routed, fault.ms, service);
  const reply = isWithoutEffect(fault) || routed === undefined ? undefined : answerRequest(routed, service);
  service.log.record({
    at: service.clock.now(),
    endpoint: routed?.endpoint,
    externalIds: routed?.externalIds ?? [],
    status: statusOf(fault, routed === undefined ? UNKNOWN_PATH : reply),
    fault: fault?.kind,
  });
  send(response, fault, reply ?? UNKNOWN_PATH);
}

function send(response: ServerResponse, fault: Fault | undefined, reply: Reply): void {
  if (fault?.kind === 'status') sendFault(response, fault);
  else if (fault?.kind === 'answer') sendKnown(response, fault.answer);
  else if (fault?.kind === 'cut' || (fault?.kind === 'late' && fault.meanwhile === 'cut')) response.destroy();
  else if (fault?.kind !== 'silence' && fault?.kind !== 'late') sendReply(response, reply);
}

function statusOf(fault: Fault | undefined, reply: Reply | undefined): number | undefined {
  if (fault?.kind === 'status') return fault.status;
  return fault?.kind === 'answer' ? knownAnswer(fault.answer).status : reply?.status;
}

/** The signature is as old as the request when the change is applied at last. */
function applyLate(request: RoutedRequest, milliseconds: number, service: Service): void {
  const receivedAt = service.clock.now();
  const settings = { ...service, clock: { ...service.clock, now: () => receivedAt } };
  service.lateEffects.schedule(milliseconds, () => answerRequest(request, settings));
}

/** Whether the request is to have no effect, or none yet. */
function isWithoutEffect(fault: Fault | undefined): boolean {
  if (fault?.kind === 'cut' || fault?.kind === 'silence') return fault.when === 'before-change';
  return fault?.kind === 'status' || fault?.kind === 'answer' || fault?.kind === 'late';
}

/** Lets a wait end early when the simulator closes: the connection is cut then, whatever is answered. */
function unlessClosing({ closing }: Service): (error: unknown) => void {
  return (error) => {
    if (!closing.aborted) throw error;
  };
}
