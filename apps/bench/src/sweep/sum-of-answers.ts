import { subscribe } from 'node:diagnostics_channel';
import { ClientRequest, IncomingMessage } from 'node:http';
import { systemClock } from '@spotler-connector/clock';
import { ownPeakMemory } from '@spotler-connector/local-services/peak-memory';

/** Loaded into a process: writes in the end how long all its requests took together, and its peak memory. */
const begun = new WeakMap<ClientRequest, number>();
const answers = { count: 0, ms: 0 };

subscribe('http.client.request.start', (message) => {
  const { request } = partsOf(message);
  if (request !== undefined) begun.set(request, systemClock.monotonic());
});

subscribe('http.client.response.finish', (message) => {
  const { request, response } = partsOf(message);
  const start = request && begun.get(request);
  if (start === undefined) return;
  response?.once('close', () => {
    answers.count += 1;
    answers.ms += systemClock.monotonic() - start;
  });
});

process.on('exit', () => {
  const peakMb = Math.round(ownPeakMemory() / 1_024 ** 2);
  process.stderr.write(
    `answers ${JSON.stringify({ ...answers, elapsedMs: systemClock.monotonic(), peakMb, cpuMs: Math.round((process.cpuUsage().user + process.cpuUsage().system) / 1000) })}\n`,
  );
});

function partsOf(message: unknown) {
  const { request, response } = Object(message);
  return {
    request: request instanceof ClientRequest ? request : undefined,
    response: response instanceof IncomingMessage ? response : undefined,
  };
}
