import { describe, expect, it } from '@jest/globals';
import { DataverseError } from '@spotler-connector/dataverse';
import type { Called } from '@spotler-connector/observability';
import { timeDataverseCall } from './time-dataverse-call.ts';

const ENDPOINT = 'GET /contacts/{id}';

function aCall(call: () => Promise<number>) {
  const told: Called[] = [];
  const times = [100, 112];
  const timed = timeDataverseCall({
    endpoint: ENDPOINT,
    call,
    statusOf: (answer) => answer,
    called: (event) => void told.push(event),
    now: () => times.shift() ?? 0,
  });
  return { timed, told };
}

describe('timing a call of Dataverse', () => {
  it('tells of an answer and hands it on', async () => {
    const { timed, told } = aCall(async () => 404);
    expect(await timed).toBe(404);
    expect(told).toEqual([{ side: 'source', endpoint: ENDPOINT, status: 404, durationMs: 12 }]);
  });

  it('tells of a failure and hands it on', async () => {
    const error = new DataverseError({ kind: 'unavailable', message: 'Away', status: 503 });
    const { timed, told } = aCall(() => Promise.reject(error));
    await expect(timed).rejects.toBe(error);
    expect(told).toEqual([
      { side: 'source', endpoint: ENDPOINT, status: 503, failure: 'unavailable', durationMs: 12 },
    ]);
  });

  it('says nothing of a call that was given up', async () => {
    const abort = new DOMException('stopping', 'AbortError');
    const { timed, told } = aCall(() => Promise.reject(abort));
    await expect(timed).rejects.toBe(abort);
    expect(told).toEqual([]);
  });
});
