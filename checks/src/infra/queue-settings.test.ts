import { describe, expect, it } from '@jest/globals';
import { read } from '../workspace.ts';
import { propertyOf } from './bicep-file.ts';
import { bicepFileAt, declarationAt } from './bicep-files.ts';
import { Expression, propertiesOf, writtenIn } from './bicep-value.ts';

/** The settings of a queue or a subscription, by the names of the emulator's file. */
type Settings = Record<string, unknown>;

interface EmulatorFile {
  UserConfig: {
    Namespaces: {
      Queues: { Name: string; Properties: Settings }[];
      Topics: { Subscriptions: { Properties: Settings }[] }[];
    }[];
  };
}

/** The most that Microsoft's emulator takes (its schema, and `DefaultMessageTimeToLive` says so itself). */
const EMULATOR_TIME_TO_LIVE = 'PT1H';
const SAME = ['LockDuration', 'MaxDeliveryCount', 'DeadLetteringOnMessageExpiration', 'RequiresSession'];

const emulator = JSON.parse(read('infra/service-bus/config.json')) as EmulatorFile;
const [namespace] = emulator.UserConfig.Namespaces;
const [emulatorQueue] = namespace?.Queues ?? [];
const bicep = bicepSettings();
const page = pageSettings(read('docs/deploy-azure.md'));

function bicepSettings(): Settings {
  const properties = propertyOf(declarationAt('modules/service-bus.bicep', 'queue'), 'properties');
  return Object.fromEntries(
    (properties === undefined ? [] : propertiesOf(properties)).map(({ key, value }) => {
      const written = writtenIn(value);
      const name = key.charAt(0).toUpperCase() + key.slice(1);
      return [name, written instanceof Expression ? mainDefaultOf(written.source) : written];
    }),
  );
}

/** The values that the main file passes when nobody sets another. */
function mainDefaultOf(parameter: string): unknown {
  const { value } = declarationAt('main.bicep', parameter);
  return value && writtenIn(value);
}

/** The rows of the page's table whose first two cells are code. */
function pageSettings(text: string): Settings {
  const rows = [...text.matchAll(/^\| `([A-Z]\w+)` \| `([^`]+)` \|/gm)];
  return Object.fromEntries(rows.map(([, name = '', value = '']) => [name, valueOfText(value)]));
}

function valueOfText(text: string): unknown {
  if (/^(true|false|\d+)$/.test(text)) return JSON.parse(text);
  return text;
}

function pick(settings: Settings, names: readonly string[]): Settings {
  return Object.fromEntries(names.map((name) => [name, settings[name]]));
}

/** Seconds of a duration such as `PT1M` or `P14D`. */
function seconds(duration: unknown): number {
  const [, days = 0, hours = 0, minutes = 0, rest = 0] =
    /^P(?:(\d+)D)?(?:T(?:(\d+)H)?(?:(\d+)M)?(?:(\d+)S)?)?$/.exec(String(duration)) ?? [];
  return ((Number(days) * 24 + Number(hours)) * 60 + Number(minutes)) * 60 + Number(rest);
}

/** The number that a source file gives a constant. */
function constantOf(path: string, name: string): number {
  const [, digits] = new RegExp(`\\b${name}(?:: number)? = ([\\d_]+)`).exec(read(path)) ?? [];
  return Number(digits?.replaceAll('_', ''));
}

describe('the queue', () => {
  it('has one name and the same settings in Bicep, in the emulator’s file and on the page', () => {
    const names = [...SAME, 'RequiresDuplicateDetection'];
    expect(pick(bicep, names)).toEqual(pick(emulatorQueue?.Properties ?? {}, names));
    expect(pick(page, names)).toEqual(pick(bicep, names));
    expect(Object.values(pick(bicep, names))).not.toContain(undefined);
    const name = propertyOf(declarationAt('modules/service-bus.bicep', 'queue'), 'name');
    expect(name && writtenIn(name)).toBe(emulatorQueue?.Name);
  });

  it('is delivered as often as the worker counts on, unless it is told otherwise', () => {
    const row = /\| `SERVICE_BUS_MAX_DELIVERY_COUNT` \|[^|]*\|[^|]*\| `(\d+)` \|/.exec(
      read('docs/configuration.md'),
    );
    expect(Number(row?.[1])).toBe(bicep['MaxDeliveryCount']);
  });

  it('would be caught with another setting in one place', () => {
    const other = pageSettings(read('docs/deploy-azure.md').replace('| `PT1M` |', '| `PT5M` |'));
    expect(pick(other, SAME)).not.toEqual(pick(bicep, SAME));
  });

  it('has them on the subscription too', () => {
    const [subscription] = namespace?.Topics[0]?.Subscriptions ?? [];
    expect(pick(subscription?.Properties ?? {}, SAME)).toEqual(pick(bicep, SAME));
  });

  it('keeps messages over a long weekend, which the emulator can’t', () => {
    expect(emulatorQueue?.Properties['DefaultMessageTimeToLive']).toBe(EMULATOR_TIME_TO_LIVE);
    expect(page['DefaultMessageTimeToLive']).toBe(bicep['DefaultMessageTimeToLive']);
    expect(seconds(bicep['DefaultMessageTimeToLive'])).toBeGreaterThanOrEqual(seconds('P5D'));
  });

  it('has only settings that are compared here', () => {
    const compared = [...SAME, 'RequiresDuplicateDetection', 'DefaultMessageTimeToLive'].sort();
    expect(Object.keys(bicep).sort()).toEqual(compared);
    expect(Object.keys(page).sort()).toEqual(compared);
    expect(Object.keys(emulatorQueue?.Properties ?? {}).sort()).toEqual(compared);
  });

  it('gives a message more deliveries than the worker fails in a row before it stops taking any', () => {
    const failures = constantOf('apps/worker/src/work/circuit-state.ts', 'FAILURES_UNTIL_DOWN');
    expect(bicep['MaxDeliveryCount']).toBeGreaterThan(2 * failures);
  });
});

describe('a lock', () => {
  it('lasts long enough to be renewed a few times a minute, and no longer than a dead worker may hold a message', () => {
    expect(seconds(bicep['LockDuration'])).toBeGreaterThanOrEqual(30);
    expect(seconds(bicep['LockDuration'])).toBeLessThanOrEqual(300);
  });
});

describe('stopping a replica', () => {
  it('gives the worker its grace time and the deadlines of all that it closes', () => {
    const module = 'modules/worker.bicep';
    const grace = propertyOf(
      declarationAt(module, 'worker'),
      'properties.template.terminationGracePeriodSeconds',
    );
    expect(grace?.text).toBe('shutdownGraceSeconds + closingSeconds');
    const { value } = declarationAt(module, 'closingSeconds');
    const close = constantOf('apps/worker/src/end-in-order.ts', 'CLOSE_MS');
    const telemetry = constantOf('packages/observability/src/telemetry/create-telemetry.ts', 'closeMs');
    // Waiting for what was aborted, closing the intake, sending the last telemetry.
    expect(Number(value?.text) * 1_000).toBeGreaterThan(close + close + telemetry);
  });

  it('takes no longer than Azure waits', () => {
    const longest = /@maxValue\((\d+)\)\nparam shutdownGraceSeconds/.exec(
      bicepFileAt('main.bicep').root.text,
    )?.[1];
    const closing = declarationAt('modules/worker.bicep', 'closingSeconds').value?.text;
    expect(Number(longest) + Number(closing)).toBeLessThanOrEqual(600);
  });
});
