import type { SpotlerErrorKind } from '../spotler-error.ts';
import { parseJson, readErrorBody } from './error-body.ts';

/** An HTTP answer, reduced to what decides. */
export interface HttpAnswer {
  readonly status: number;
  readonly retryAfter: string | undefined;
  readonly body: string;
}

/** Success, with the parsed body; `json` is undefined when there was none. */
export interface OkAnswer {
  readonly kind: 'ok';
  readonly status: number;
  readonly json: unknown;
}

/**
 * There is no such contact. `certain` is false when only the status says so: then it may as well be the path
 * that does not exist, and the base URL has to be proven first.
 */
export interface AbsentAnswer {
  readonly kind: 'absent';
  readonly status: number;
  readonly certain: boolean;
  readonly errorType: string | undefined;
}

/** Anything else. `message` is Spotler's own and stays inside the package. */
export interface FailureAnswer {
  readonly kind: 'failure';
  readonly failure: SpotlerErrorKind;
  readonly status: number;
  readonly errorType: string | undefined;
  readonly message: string;
}

export type Answer = OkAnswer | AbsentAnswer | FailureAnswer;

/** Error types of the vendor's 2022 API description. The list is open: an unknown type is judged by its status. */
const KIND_BY_ERROR_TYPE: ReadonlyMap<string, SpotlerErrorKind> = new Map([
  ['AUTH_NOT_FOUND', 'authentication'],
  ['NOT_AUTHORIZED', 'authentication'],
  ['BACKEND_EXCEPTION', 'unavailable'],
  ['RESOURCE_NOT_FOUND', 'protocol'],
  ['INVALID_PARAMS', 'rejected'],
  ['INVALID_STATE', 'rejected'],
  ['INVALID_PROPERTY', 'rejected'],
  ['NAME_ALREADY_IN_USE', 'rejected'],
  ['ID_NOTUNIQUE', 'rejected'],
  ['CONTACT_OPTOUT', 'rejected'],
  ['CONTACT_ALREADY_EXISTS', 'rejected'],
  ['FORM_NOT_FOUND', 'rejected'],
  ['PRODUCT_NOTFOUND', 'rejected'],
  ['TRIGGER_NOTFOUND', 'rejected'],
  ['CAMPAIGN_NOTFOUND', 'rejected'],
  ['ORDER_NOTFOUND', 'rejected'],
  ['MAILING_NOTFOUND', 'rejected'],
  ['INVALID_MAILING', 'rejected'],
  ['FORMRESULT_NOT_FOUND', 'rejected'],
]);

/** These speak about the caller, not about the contact; no body can turn them into something else. */
const ABOUT_THE_CALLER: ReadonlySet<number> = new Set([401, 429]);

/** Says what an HTTP answer means. The error type in the body beats the status. */
export function classifyAnswer(answer: HttpAnswer): Answer {
  const { status } = answer;
  if (status >= 200 && status < 300 && !answer.body.includes('errorType')) return success(answer);
  const body = readErrorBody(answer.body);
  const errorType = body?.errorType;
  const message = body?.message ?? '';
  const failure = (kind: SpotlerErrorKind): FailureAnswer => ({
    kind: 'failure',
    failure: kind,
    status,
    errorType,
    message,
  });
  if (ABOUT_THE_CALLER.has(status)) return failure(kindByStatus(status));
  if (errorType === 'CONTACT_NOT_FOUND' && status !== 403) {
    return { kind: 'absent', status, certain: true, errorType };
  }
  const kind = errorType === undefined ? undefined : KIND_BY_ERROR_TYPE.get(errorType);
  if (kind !== undefined) return failure(kind);
  if (status >= 200 && status < 300) return errorType === undefined ? success(answer) : failure('protocol');
  if ((status === 404 || status === 410) && errorType === undefined) {
    const certain = status === 410 && (answer.body.trim() === '' || body !== undefined);
    return { kind: 'absent', status, certain, errorType };
  }
  return failure(kindByStatus(status));
}

function success({ status, body }: HttpAnswer): OkAnswer | FailureAnswer {
  if (body.trim() === '') return { kind: 'ok', status, json: undefined };
  const json = parseJson(body);
  if (json === undefined) {
    return { kind: 'failure', failure: 'protocol', status, errorType: undefined, message: '' };
  }
  return { kind: 'ok', status, json };
}

function kindByStatus(status: number): SpotlerErrorKind {
  if (status === 401 || status === 403) return 'authentication';
  if (status === 408 || status === 425 || status === 429 || status >= 500) return 'unavailable';
  if ([400, 409, 413, 417, 422].includes(status)) return 'rejected';
  return 'protocol';
}
