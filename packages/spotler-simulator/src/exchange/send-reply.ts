import type { ServerResponse } from 'node:http';
import {
  SPOTLER_ANSWERS,
  type SpotlerAnswer,
  type SpotlerAnswerName,
} from '@spotler-connector/spotler-sdk/answers';
import type { FaultKind } from '../faults.ts';
import type { Reply } from '../reply.ts';

/** Sends an answer as JSON, or without a body. */
export function sendReply(response: ServerResponse, { status, body }: Reply): void {
  if (body === undefined) {
    response.writeHead(status).end();
    return;
  }
  response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body));
}

/** Sends the answer of a `status` fault, packed as it asks. */
export function sendFault(response: ServerResponse, fault: Extract<FaultKind, { kind: 'status' }>): void {
  const errorType = fault.errorType ?? 'BACKEND_EXCEPTION';
  const message = 'Fault on demand';
  const bodies = {
    json: ['application/json', JSON.stringify({ errorType, message })],
    xml: [
      'application/xml',
      `<?xml version="1.0"?><errorResponse><errorType>${errorType}</errorType><message>${message}</message></errorResponse>`,
    ],
    html: ['text/html', `<!DOCTYPE html><html><body><h1>${fault.status}</h1></body></html>`],
    empty: ['text/plain', ''],
  } as const;
  const [type, text] = bodies[fault.body ?? 'json'];
  if (fault.retryAfter !== undefined) response.setHeader('retry-after', fault.retryAfter);
  response.writeHead(fault.status, { 'content-type': type }).end(text);
}

/** Sends one of the known answers as it is. */
export function sendKnown(response: ServerResponse, name: SpotlerAnswerName): void {
  const { status, headers, body } = knownAnswer(name);
  response.writeHead(status, headers).end(body);
}

/** Finds a known answer by its name. */
export function knownAnswer(name: SpotlerAnswerName): SpotlerAnswer {
  const answer = SPOTLER_ANSWERS.find((candidate) => candidate.name === name);
  if (answer === undefined) throw new TypeError('There is no such answer');
  return answer;
}
