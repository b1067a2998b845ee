import { DynamicsWebApi } from 'dynamics-web-api';
import { isJsonObject, type JsonObject } from '../change-message/body-member.ts';
import { tokenSource } from './authentication.ts';
import { classifyFailure, saysRowDoesNotExist } from './classify-failure.ts';
import { type ConnectionOptions, withDefaults } from './connection-options.ts';
import { DataverseError } from './dataverse-error.ts';
import { createRequestGate } from './request-gate.ts';

/** Which columns of which rows. */
export interface RowQuery {
  /** The table's entity set name, such as `contacts`. */
  entitySet: string;
  columns: readonly string[];
  /** True to get formatted values (labels, names of looked-up rows) beside the raw ones. */
  formatted: boolean;
}

/** Calls to one Dataverse; all that share a connection also share its limits and pauses. */
export interface DataverseConnection {
  /**
   * One row by id; null only when Dataverse says that the row does not exist.
   *
   * @throws {DataverseError} in every other case, or the reason of `signal`.
   */
  row(query: RowQuery, id: string, signal?: AbortSignal): Promise<JsonObject | null>;
  /** Asks who we are; the cheapest request there is. @throws {DataverseError} */
  whoAmI(signal?: AbortSignal): Promise<void>;
}

const FORMATTED_VALUES = 'OData.Community.Display.V1.FormattedValue';

/** @throws {DataverseError} `authentication` for a URL that the authentication must not be used with. */
export function connectDataverse(options: ConnectionOptions): DataverseConnection {
  const settings = withDefaults(options);
  const url = parseUrl(settings.url);
  const onTokenRefresh = tokenSource(url, settings.authentication);
  const client = new DynamicsWebApi({
    serverUrl: `${url.origin}/`,
    onTokenRefresh,
    propagateErrors: true,
    headers: { 'If-None-Match': 'null' },
  });
  const gate = createRequestGate(settings, settings.clock);
  const failure = (error: unknown) => classifyFailure(error, settings.clock.now());

  return {
    row: ({ entitySet, columns, formatted }, id, signal) =>
      gate(async (requestSignal) => {
        try {
          const row: unknown = await client.retrieve({
            collection: entitySet,
            key: id,
            select: [...columns],
            signal: requestSignal,
            ...(formatted ? { includeAnnotations: FORMATTED_VALUES } : {}),
          });
          return expectRow(row);
        } catch (error) {
          if (saysRowDoesNotExist(error, id)) return null;
          throw failure(error);
        }
      }, signal),
    whoAmI: (signal) =>
      gate(async (requestSignal) => {
        const answer: unknown = await client
          .callFunction({ name: 'WhoAmI', signal: requestSignal })
          .catch((error) => {
            throw failure(error);
          });
        if (!isJsonObject(answer) || typeof answer['UserId'] !== 'string') {
          throw new DataverseError({
            kind: 'protocol',
            sentence: 'The URL is not that of a Dataverse Web API',
          });
        }
      }, signal),
  };
}

function expectRow(value: unknown): JsonObject {
  if (isJsonObject(value)) return value;
  throw new DataverseError({ kind: 'protocol', sentence: "Dataverse's answer is not a row" });
}

function parseUrl(text: string): URL {
  try {
    const url = new URL(text);
    if (url.protocol === 'https:' || url.protocol === 'http:') return url;
  } catch {}
  throw new DataverseError({ kind: 'protocol', sentence: 'The Dataverse URL is not an http or https URL' });
}
