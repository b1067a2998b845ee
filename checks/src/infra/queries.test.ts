import { describe, expect, it } from '@jest/globals';
import { find, read } from '../workspace.ts';
import type { Declaration } from './bicep-file.ts';
import { declarationAt } from './bicep-files.ts';
import { kustoMistakesOf } from './kusto.ts';
import { namesInQuery } from './query-names.ts';
import { unknownIn } from './telemetry-names.ts';

interface Workbook {
  version: string;
  items: {
    type: number;
    name: string;
    content: { query?: string; crossComponentResources?: string[]; timeContextFromParameter?: string };
  }[];
}

const alerts = find('infra/azure/queries/*.kql').map((path) => [path, read(path)] as const);
const workbook = JSON.parse(read('infra/azure/workbook.json')) as Workbook;
const charts = workbook.items.flatMap(({ name, content }) =>
  content.query === undefined ? [] : [[`the workbook’s ${name}`, content.query] as const],
);

/** The queries that a page shows. */
const shown = find('docs/*.md').flatMap((page) =>
  [...read(page).matchAll(/^```kusto\n(.*?)^```$/gms)].map(([, query = '']) => [page, query] as const),
);

/** The queries of log alerts, with the columns that a condition names. */
function conditionsOf({ value }: Declaration): { path: string; columns: string[] }[] {
  return (value?.text ?? '').split('condition: {').flatMap((text) => {
    const [, path] = /loadTextContent\('\.\.\/([^']+)'\)/.exec(text) ?? [];
    if (path === undefined) return [];
    const columns = [...text.matchAll(/metricMeasureColumn: '(\w+)'|dimensions: \[\{ name: '(\w+)'/g)];
    return [
      {
        path: `infra/azure/${path}`,
        columns: columns.flatMap(([, measure, system]) => measure ?? system ?? []),
      },
    ];
  });
}

describe.each([...alerts, ...charts, ...shown])('%s', (_, query) => {
  it('asks for fields, events, metrics and values that the worker has', () => {
    expect(unknownIn(namesInQuery(query))).toEqual([]);
  });

  it('is one that Azure can run', () => {
    expect(kustoMistakesOf(query)).toEqual([]);
  });

  it('asks for something of ours', () => {
    const { fields, metrics } = namesInQuery(query);
    expect(fields.length + metrics.length).toBeGreaterThan(0);
  });
});

describe('an alert', () => {
  const conditions = conditionsOf(declarationAt('modules/log-alerts.bicep', 'logAlerts'));

  it('is made of each query', () => {
    expect(conditions.map(({ path }) => path).sort()).toEqual(alerts.map(([path]) => path).sort());
  });

  it.each(conditions)(
    'finds the time, and what it measures and tells apart, in $path',
    ({ path, columns }) => {
      for (const column of ['TimeGenerated', ...columns]) {
        expect(kustoMistakesOf(`${read(path)}| project ${column}`)).toEqual([]);
      }
      expect(kustoMistakesOf(`${read(path)}| project measured`)).not.toEqual([]);
    },
  );
});

describe('the workbook', () => {
  it('names its items once, and asks the workspace for the time that was chosen', () => {
    const names = workbook.items.map(({ name }) => name);
    expect(new Set(names).size).toBe(names.length);
    for (const { content } of workbook.items.filter(({ type }) => type === 3)) {
      expect(content).toMatchObject({
        crossComponentResources: ['{{workspaceId}}'],
        timeContextFromParameter: 'TimeRange',
      });
    }
  });

  it('has only the two places that Bicep fills in', () => {
    const places = [...read('infra/azure/workbook.json').matchAll(/\{\{(\w+)\}\}/g)].map(([place]) => place);
    const bicep = read('infra/azure/modules/workbook.bicep');
    expect([...new Set(places)].filter((place) => !bicep.includes(`'${place}'`))).toEqual([]);
  });
});

describe('the privacy officer’s page', () => {
  it('names only fields that a log line has as the proof of an erasure', () => {
    const [, proof = ''] = /### In the log\n(.*?)```/s.exec(read('docs/privacy.md')) ?? [];
    const cells = [...proof.matchAll(/^\| (`.*?) \|/gm)].map(([, cell = '']) => cell);
    const fields = cells.flatMap((cell) => [...cell.matchAll(/`(\w+)`/g)].map(([, field = '']) => field));
    expect(fields.length).toBeGreaterThan(8);
    expect(unknownIn({ fields, metrics: [], attributes: [], values: [] })).toEqual([]);
  });
});

describe('a query that Azure would refuse', () => {
  it.each([
    ["AppMetrics | where Nmae == 'x'", 'Nmae'],
    ['AppMetrics | summarise count()', 'Query operator expected'],
    ['AppMetrics | project kind = Name', 'kind'],
    ['ContainerAppConsoleLogs | where Log_s startswith "{"', 'Log_s'],
  ])('is found: %s', (query, mistake) => {
    expect(kustoMistakesOf(query).join()).toContain(mistake);
  });
});

describe('a renamed name', () => {
  it.each([
    ["| where line.recordIdentifier != ''", 'field recordIdentifier'],
    ["| where tostring(line.event) in ('message settled', 'message done')", 'event message done'],
    ["| where tostring(line.outcome) == 'erased-for-good'", 'outcome erased-for-good'],
    ["| where Name == 'spotler_connector.system.is_up'", 'metric spotler_connector.system.is_up'],
    ["| summarize by Properties['spotler_connector.systems']", 'attribute spotler_connector.systems'],
  ])('is found in: %s', (line, mistake) => {
    expect(unknownIn(namesInQuery(line))).toEqual([mistake]);
  });
});
