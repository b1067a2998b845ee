import { describe, expect, it } from '@jest/globals';
import type { ConfigurationSections, Mistake, SectionReading } from '@spotler-connector/configuration';
import { createConfigured, type LoadSection } from './configured.ts';
import { checkConfiguration } from './doctor/check-configuration.ts';
import { EXIT } from './failure/exit-code.ts';

const MISTAKES: Partial<Record<keyof ConfigurationSections, Mistake>> = {
  dataverse: { variable: 'DATAVERSE_URL', problem: 'missing', expected: 'an address' },
  spotler: { variable: 'SPOTLER_BASE_UR', problem: 'misspelt', expected: 'SPOTLER_BASE_URL' },
};

/** A configuration in which only `serviceBus` and `choices` can be used. */
function load<Name extends keyof ConfigurationSections>(
  name: Name,
): SectionReading<ConfigurationSections[Name]> {
  const mistake = MISTAKES[name];
  if (mistake !== undefined) return { kind: 'invalid', mistakes: [mistake] };
  return { kind: 'valid', section: sections[name] };
}
const sections: ConfigurationSections = {
  serviceBus: {
    access: { kind: 'managed-identity', namespace: 'contoso.servicebus.windows.net', clientId: undefined },
    source: { kind: 'queue', queue: 'changes' },
    maxDeliveryCount: 10,
    transport: 'amqp',
  },
  dataverse: {
    url: '',
    authentication: { kind: 'none' },
    externalIdColumn: undefined,
    externalIdFallback: 'record-id',
    fieldMappingFile: undefined,
    spotlerJobs: { file: undefined },
    serviceEndpoint: undefined,
  },
  spotler: Object.create(null),
  choices: {
    policy: { anonymizeContactWhenInactive: false, anonymizeAccountOnDoNotEmail: false },
    syncContacts: true,
    anonymizationLimit: 500,
    dryRun: false,
  },
  state: undefined,
};

describe('createConfigured', () => {
  it('gives a section although others are wrong', () => {
    expect(createConfigured(load).section('serviceBus').source).toEqual({ kind: 'queue', queue: 'changes' });
  });

  it('names the mistakes of all sections that are needed, at once', () => {
    const check = () => createConfigured(load).check('serviceBus', 'dataverse', 'spotler');
    expect(check).toThrow(
      'DATAVERSE_URL is not set: expected an address\n  SPOTLER_BASE_UR is not a variable',
    );
    expect(check).toThrow(expect.objectContaining({ exitCode: EXIT.usage }));
    expect(() => createConfigured(load).section('dataverse')).toThrow('DATAVERSE_URL is not set');
  });
});

describe('checkConfiguration', () => {
  it('says of each mistake what to do', () => {
    expect(checkConfiguration(load)).toEqual([
      expect.objectContaining({ status: 'failed', remedy: expect.stringContaining('Set it') }),
      expect.objectContaining({ status: 'failed', remedy: expect.stringContaining('Correct its name') }),
    ]);
  });

  it('is content without mistakes', () => {
    const fine: LoadSection = (name): SectionReading<ConfigurationSections[typeof name]> => ({
      kind: 'valid',
      section: sections[name],
    });
    expect(checkConfiguration(fine)).toEqual([expect.objectContaining({ status: 'ok' })]);
  });
});
