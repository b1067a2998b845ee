import { describe, expect, it } from '@jest/globals';
import type { FrontAction, FrontPlan, FrontRequest } from './front-action.ts';
import { GATEWAY_ANSWERS } from './gateway-answers.ts';
import { scriptedPlan } from './scripted-plan.ts';
import { seededPlan } from './seeded-plan.ts';

const CUT: FrontAction = { kind: 'cut', when: 'before-request' };
const LATE: FrontAction = { kind: 'late' };

function aRequest(method = 'GET', path = '/row', number = 1): FrontRequest {
  return { number, method, path, query: '', rawHeaders: [], body: Buffer.alloc(0) };
}

function kinds(plan: FrontPlan, requests: readonly FrontRequest[]): string[] {
  return requests.map((request) => plan(request).kind);
}

describe('a script', () => {
  it('applies the first rule that matches, as often as it says', () => {
    const plan = scriptedPlan([
      { method: 'PUT', path: /^\/row/, times: 1, action: CUT },
      { path: '/row', skip: 1, times: 1, action: () => LATE },
      { matches: ({ path }) => path === '/list', action: CUT },
    ]);
    const requests = [aRequest('PUT'), aRequest('PUT'), aRequest(), aRequest(), aRequest('GET', '/list')];
    expect(kinds(plan, requests)).toEqual(['cut', 'pass', 'late', 'pass', 'cut']);
  });

  it('leaves the rest to another plan', () => {
    expect(
      kinds(
        scriptedPlan([], () => LATE),
        [aRequest()],
      ),
    ).toEqual(['late']);
  });
});

describe('a seeded plan', () => {
  function fates(seed: number): string[] {
    let state = seed;
    const random = () => {
      state = (state * 16_807) % 2_147_483_647;
      return state / 2_147_483_647;
    };
    const plan = seededPlan({ random, actions: [() => CUT, () => LATE] });
    return kinds(
      plan,
      Array.from({ length: 200 }, () => aRequest()),
    );
  }

  it('is the same for the same seed, and another for another', () => {
    expect(fates(7)).toEqual(fates(7));
    expect(fates(7)).not.toEqual(fates(8));
  });

  it('has calm, steady and mixed phases', () => {
    const text = fates(7).join(' ');
    expect(text).toMatch(/(pass ?){5}/);
    expect(text).toMatch(/(cut ?){3}|(late ?){3}/);
    expect(text).toMatch(/cut pass|pass late|cut late|late cut/);
  });
});

describe('the answers of gateways', () => {
  it('are every status with HTML, JSON, a text and nothing', () => {
    for (const status of [200, 301, 403, 404, 410]) {
      const types = GATEWAY_ANSWERS.filter((answer) => answer.status === status).map(
        ({ headers, body }) => headers?.['content-type'] ?? body,
      );
      expect(types).toEqual(expect.arrayContaining(['text/html', 'application/json', 'text/plain', '']));
    }
  });
});
