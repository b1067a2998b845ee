import { describe, expect, it, jest } from '@jest/globals';
import { DataverseError, type DataverseFailure } from './dataverse-error.ts';
import { createRequestGate, type GateOptions } from './request-gate.ts';
import { aClock } from './testing/a-clock.ts';

function options(given: Partial<GateOptions> = {}): GateOptions {
  return {
    concurrency: 4,
    retries: 2,
    maxRetryDelayMs: 5000,
    requestTimeoutMs: 1000,
    random: () => 0.5,
    ...given,
  };
}
function failure(given: Partial<DataverseFailure> = {}) {
  return new DataverseError({ kind: 'unavailable', message: 'Away', ...given });
}

/** Fails so often, then answers. */
function failing(times: number, error: Error) {
  const send = jest.fn<() => Promise<string>>();
  for (let left = times; left > 0; left -= 1) send.mockRejectedValueOnce(error);
  return send.mockResolvedValue('answer');
}

describe('trying again', () => {
  it('waits longer each time while Dataverse is away', async () => {
    const clock = aClock();
    const send = failing(2, failure({ status: 503 }));
    expect(await createRequestGate(options(), clock)(send)).toBe('answer');
    expect(clock.slept).toEqual([187.5, 375]);
  });

  it('stops after the last try', async () => {
    const send = failing(9, failure());
    await expect(createRequestGate(options(), aClock())(send)).rejects.toMatchObject({ kind: 'unavailable' });
    expect(send).toHaveBeenCalledTimes(3);
  });

  it.each(['authentication', 'rejected', 'protocol'] as const)('is no use for %s', async (kind) => {
    const send = failing(1, failure({ kind }));
    await expect(createRequestGate(options(), aClock())(send)).rejects.toMatchObject({ kind });
    expect(send).toHaveBeenCalledTimes(1);
  });

  it('asks for a fresh token once after a 401', async () => {
    const refused = jest.fn();
    const once = failing(1, failure({ kind: 'authentication', status: 401 }));
    expect(await createRequestGate(options(), aClock(), { onTokenRefused: refused })(once)).toBe('answer');
    const twice = failing(2, failure({ kind: 'authentication', status: 401 }));
    await expect(
      createRequestGate(options(), aClock(), { onTokenRefused: refused })(twice),
    ).rejects.toMatchObject({
      status: 401,
    });
    expect(refused).toHaveBeenCalledTimes(3);
  });

  it('leaves a long Retry-After to the caller', async () => {
    const send = failing(1, failure({ status: 429, retryAfterMs: 60_000 }));
    await expect(createRequestGate(options(), aClock())(send)).rejects.toMatchObject({
      retryAfterMs: 60_000,
    });
    expect(send).toHaveBeenCalledTimes(1);
  });
});

describe('slowing down', () => {
  it('holds every request back after a 429, not only the one that got it', async () => {
    const clock = aClock();
    const gate = createRequestGate(options({ retries: 0 }), clock);
    await expect(gate(failing(1, failure({ status: 429, retryAfterMs: 3000 })))).rejects.toThrow();
    await gate(failing(0, failure()));
    expect(clock.slept).toEqual([3000]);
  });

  it('would not be shared by two gates', async () => {
    const clock = aClock();
    const gates = [
      createRequestGate(options({ retries: 0 }), clock),
      createRequestGate(options(), clock),
    ] as const;
    await expect(gates[0](failing(1, failure({ status: 429, retryAfterMs: 3000 })))).rejects.toThrow();
    await gates[1](failing(0, failure()));
    expect(clock.slept).toEqual([]);
  });

  it('does not send at all while the pause is longer than it would wait', async () => {
    const clock = aClock();
    const gate = createRequestGate(options({ retries: 0 }), clock);
    await expect(gate(failing(1, failure({ status: 429, retryAfterMs: 60_000 })))).rejects.toThrow();
    clock.advance(10_000);
    const send = failing(0, failure());
    await expect(gate(send)).rejects.toMatchObject({ kind: 'unavailable', retryAfterMs: 50_000 });
    expect(send).not.toHaveBeenCalled();
    clock.advance(50_000);
    expect(await gate(send)).toBe('answer');
  });

  it('holds back also a request that was waiting for its turn when another one got a 429', async () => {
    const clock = aClock();
    const turn = Promise.withResolvers<void>();
    const turns = [Promise.resolve(), turn.promise];
    const budget = { turn: () => turns.shift() ?? Promise.resolve() };
    const gate = createRequestGate(options({ retries: 0 }), clock, { budget });
    const refused = gate(failing(1, failure({ status: 429, retryAfterMs: 3000 })));
    const waiting = gate(failing(0, failure()));
    await expect(refused).rejects.toThrow();
    turn.resolve();
    await waiting;
    expect(clock.slept).toEqual([3000]);
  });

  it('never has more requests under way than allowed', async () => {
    const gate = createRequestGate(options({ concurrency: 2 }), aClock());
    let [underWay, most] = [0, 0];
    const send = async () => {
      underWay += 1;
      most = Math.max(most, underWay);
      await new Promise((resolve) => setImmediate(resolve));
      underWay -= 1;
    };
    await Promise.all(Array.from({ length: 20 }, () => gate(send)));
    expect(most).toBe(2);
  });
});

describe('a bug', () => {
  it('is handed on as it is, and not tried again', async () => {
    const gate = createRequestGate(options({ retries: 2 }), aClock());
    const bug = new TypeError('canary');
    let tries = 0;
    const send = async () => {
      tries += 1;
      throw bug;
    };
    await expect(gate(send)).rejects.toBe(bug);
    expect(tries).toBe(1);
  });
});

describe('giving up', () => {
  it('calls a try without answer unavailable', async () => {
    const gate = createRequestGate(options({ retries: 0, requestTimeoutMs: 5 }), aClock());
    await expect(gate(() => new Promise(() => {}))).rejects.toMatchObject({
      kind: 'unavailable',
      message: 'Dataverse does not answer in time',
    });
  });

  it("rejects with the caller's own reason", async () => {
    const controller = new AbortController();
    const waiting = createRequestGate(options(), aClock())(() => new Promise(() => {}), controller.signal);
    controller.abort(new Error('shutting down'));
    await expect(waiting).rejects.toThrow('shutting down');
    const send = failing(0, failure());
    await expect(createRequestGate(options(), aClock())(send, controller.signal)).rejects.toThrow(
      'shutting down',
    );
    expect(send).not.toHaveBeenCalled();
  });
});
