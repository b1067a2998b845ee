import { describe, expect, it } from '@jest/globals';
import { failureOf } from '@spotler-connector/adapters';
import { readiness } from './readiness.ts';

describe('readiness', () => {
  it('is taken by an organization that is not known', () => {
    const condition = {
      outages: [],
      organization: 'authentication',
      untried: [],
      receiving: undefined,
      stopping: false,
    };
    expect(readiness(condition)).toEqual({ ready: false, reasons: ['Dataverse: authentication'] });
  });

  it('is given while nothing is wrong', () => {
    expect(
      readiness({ outages: [], organization: undefined, untried: [], receiving: undefined, stopping: false }),
    ).toEqual({
      ready: true,
      reasons: [],
    });
  });

  it('is taken by each system that is down, under its name, and by stopping', () => {
    const outages = [
      { system: 'spotler', failure: failureOf('spotler', { kind: 'authentication', status: 401 }), since: 1 },
      { system: 'dataverse', failure: failureOf('dataverse', { kind: 'unavailable' }), since: 2 },
    ] as const;
    const organization = undefined;
    expect(
      readiness({
        outages,
        organization,
        untried: ['Spotler: authentication'],
        receiving: 'MessagingEntityNotFound',
        stopping: true,
      }),
    ).toEqual({
      ready: false,
      reasons: [
        'Spotler: authentication',
        'Dataverse: unavailable',
        'Service Bus: MessagingEntityNotFound',
        'stopping',
      ],
    });
  });

  it('is taken by a connection that has not worked yet', () => {
    const untried = ['Spotler: authentication'];
    const condition = {
      outages: [],
      organization: undefined,
      untried,
      receiving: undefined,
      stopping: false,
    };
    expect(readiness(condition)).toEqual({ ready: false, reasons: untried });
  });
});
