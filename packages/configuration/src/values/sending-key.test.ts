import { describe, expect, it } from '@jest/globals';
import { CANARY, configurationOf, mistakesIn } from '../testing/an-environment.ts';
import { sendingKeyOf } from './connection-string.ts';

const NAME = 'DATAVERSE_SERVICE_ENDPOINT_CONNECTION_STRING';
const SENDING = `Endpoint=sb://contoso.servicebus.windows.net/;SharedAccessKeyName=send;SharedAccessKey=${CANARY}=;EntityPath=changes`;

describe('what Dataverse sends with', () => {
  it('is a key that nobody has to set for the worker', () => {
    expect(configurationOf().dataverse.serviceEndpoint).toBeUndefined();
    const { serviceEndpoint } = configurationOf({ [NAME]: SENDING }).dataverse;
    expect(JSON.stringify(serviceEndpoint)).not.toContain(CANARY);
    expect(sendingKeyOf(serviceEndpoint?.reveal() ?? '')).toEqual({
      address: 'sb://contoso.servicebus.windows.net/',
      keyName: 'send',
      key: `${CANARY}=`,
      entityPath: 'changes',
      isEmulator: false,
    });
  });

  it('can be an emulator', () => {
    const text =
      'Endpoint=sb://127.0.0.1:5672;SharedAccessKeyName=a;SharedAccessKey=b;UseDevelopmentEmulator=true';
    expect(sendingKeyOf(text)).toMatchObject({ address: 'sb://127.0.0.1:5672/', isEmulator: true });
  });

  it.each([
    ['a signature, which would run out', 'Endpoint=sb://a.example/;SharedAccessSignature=s'],
    ['no endpoint', `SharedAccessKeyName=send;SharedAccessKey=${CANARY}`],
    ['no key name', `Endpoint=sb://a.example/;SharedAccessKey=${CANARY}`],
  ])('is not %s', (_, text) => {
    expect(mistakesIn({ [NAME]: text })).toEqual([`${NAME} invalid`]);
  });
});
