import { type AskedRow, answerAbout, type DataverseAnswer } from '@spotler-connector/dataverse/answers';
import type { ApiResponse } from './api-exchange.ts';

/** A refusal that the Web API answers with; thrown while a request is handled. */
export class ODataError extends Error {
  override readonly name = 'ODataError';
  readonly response: ApiResponse;

  constructor(status: number, code: string, message: string, headers: Readonly<Record<string, string>> = {}) {
    super(message);
    this.response = { status, headers, body: { error: { code, message } } };
  }
}

/** The error about a row that does not exist, in the wording of one of the known answers. */
export function rowDoesNotExist(wording: DataverseAnswer, row: AskedRow) {
  const { status, body } = answerAbout(wording, row);
  const { code, message } = Object(Object(body)['error']);
  return new ODataError(status, String(code), String(message));
}

export function unknownResource(segment: string) {
  return new ODataError(404, '0x8006088a', `Resource not found for the segment '${segment}'.`);
}

export function unknownProperty(property: string, table: string) {
  return new ODataError(
    400,
    '0x80060888',
    `Could not find a property named '${property}' on type 'Microsoft.Dynamics.CRM.${table}'.`,
  );
}

export function badRequest(message: string) {
  return new ODataError(400, '0x80060888', message);
}

export function privilegeDenied(table: string) {
  return new ODataError(
    403,
    '0x80040220',
    `Principal user is missing prvRead${table} privilege for this row`,
  );
}

export function preconditionFailed() {
  return new ODataError(
    412,
    '0x80060882',
    "The version of the existing record doesn't match the RowVersion property provided.",
  );
}

export function recordExists() {
  return new ODataError(412, '0x80040237', 'A record with matching key values already exists.');
}

export function notAllowed(method: string) {
  return new ODataError(
    405,
    '0x8006088a',
    `The requested resource does not support http method '${method}'.`,
  );
}
