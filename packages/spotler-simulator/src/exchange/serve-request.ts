import type { ServerResponse } from 'node:http';
import type { BasePath } from '../base-path.ts';
import type { Fault, FaultQueue } from '../faults.ts';
import { type ApiSettings, answerRequest, routeRequest, UNKNOWN_PATH } from './answer-request.ts';
import type { ReceivedRequest } from './receive-request.ts';
import type { RequestLog } from './request-log.ts';
import { sendFault, sendReply } from './send-reply.ts';

/** The parts that serve a request. */
export interface Service extends ApiSettings {
  readonly basePaths: readonly BasePath[];
  readonly faults: FaultQueue;
  readonly log: RequestLog;
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
  if (fault?.kind === 'latency')
    await service.clock.sleep(fault.ms, service.closing).catch(unlessClosing(service));
  const reply = isBefore(fault) || routed === undefined ? undefined : answerRequest(routed, service);
  service.log.record({
    at: service.clock.now(),
    endpoint: routed?.endpoint,
    externalIds: routed?.externalIds ?? [],
    status: fault?.kind === 'status' ? fault.status : (routed === undefined ? UNKNOWN_PATH : reply)?.status,
    fault: fault?.kind,
  });
  if (fault?.kind === 'status') sendFault(response, fault);
  else if (fault?.kind === 'cut') response.destroy();
  else if (fault?.kind !== 'silence') sendReply(response, reply ?? UNKNOWN_PATH);
}

/** Whether the request is to have no effect. */
function isBefore(fault: Fault | undefined): boolean {
  if (fault?.kind === 'cut' || fault?.kind === 'silence') return fault.when === 'before-change';
  return fault?.kind === 'status';
}

/** Lets a wait end early when the simulator closes: the connection is cut then, whatever is answered. */
function unlessClosing({ closing }: Service): (error: unknown) => void {
  return (error) => {
    if (!closing.aborted) throw error;
  };
}
