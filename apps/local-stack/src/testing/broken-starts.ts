import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Services } from '@spotler-connector/local-services';
import { type FrontAction, startFront } from '@spotler-connector/local-services/front';
import { startServiceBusEmulator } from '@spotler-connector/service-bus-emulator';
import { aSilentServer } from './a-silent-server.ts';
import { endLater, theServices } from './running-services.ts';

/** A worker that can't work, and the sentence that says why. */
export interface BrokenStart {
  /** The environment that is broken, beside one that is right. */
  readonly broken: (services: Services) => Promise<Record<string, string>> | Record<string, string>;
  /** In the output, or as a reason of `/readyz`. */
  readonly says: RegExp;
}

const PAGE: FrontAction = {
  kind: 'answer',
  answer: { status: 200, headers: { 'content-type': 'text/html' }, body: '<html>Welcome</html>' },
};

async function aFile(text: string): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'broken-start-'));
  endLater(() => rm(folder, { recursive: true }));
  const file = join(folder, 'file.json');
  await writeFile(file, text);
  return file;
}

async function inFrontOf(address: string, action: FrontAction): Promise<string> {
  const front = await startFront({ upstream: address, plan: () => action });
  endLater(() => front.close());
  return front.through(address);
}

function answering(status: number): FrontAction {
  return { kind: 'answer', answer: { status } };
}

function fixed(broken: Record<string, string>): () => Record<string, string> {
  return () => broken;
}

/** Configurations that are refused, by what is wrong. */
export const BROKEN_CONFIGURATIONS: Readonly<Record<string, BrokenStart>> = {
  'a secret is missing': {
    broken: fixed({ SPOTLER_CONSUMER_SECRET: '' }),
    says: /SPOTLER_CONSUMER_SECRET is not set: expected/,
  },
  'a library is to print everything': {
    broken: fixed({ DEBUG: '*' }),
    says: /DEBUG is set: expected no value: it prints/,
  },
  'anybody on the way is trusted': {
    broken: fixed({ NODE_TLS_REJECT_UNAUTHORIZED: '0' }),
    says: /NODE_TLS_REJECT_UNAUTHORIZED is set: expected no value/,
  },
  'a choice about erasing is misspelt': {
    broken: fixed({ ANONYMISE_CONTACT_WHEN_INACTIVE: 'true' }),
    says: /ANONYMISE_CONTACT_WHEN_INACTIVE is not a variable of ours: expected ANONYMIZE/,
  },
  "Node's inspector is to be open": {
    broken: fixed({ NODE_OPTIONS: '--inspect=0' }),
    says: /NODE_OPTIONS is set: expected none of the flags that open the inspector/,
  },
  'the proxy speaks another language': {
    broken: fixed({ https_proxy: 'socks5://127.0.0.1:1' }),
    says: /https_proxy has a value that cannot be used: expected the address of an http/,
  },
  'the flag of the emulator leads elsewhere': {
    broken: fixed({
      SERVICE_BUS_CONNECTION_STRING:
        'Endpoint=sb://bus.example;SharedAccessKeyName=a;SharedAccessKey=b;UseDevelopmentEmulator=true',
    }),
    says: /SERVICE_BUS_CONNECTION_STRING has a value that cannot be used/,
  },
  'the field mapping is not there': {
    broken: fixed({ DATAVERSE_FIELD_MAPPING_FILE: '/nowhere/mapping.json' }),
    says: /DATAVERSE_FIELD_MAPPING_FILE/,
  },
  'the field mapping is no JSON': {
    broken: async () => ({ DATAVERSE_FIELD_MAPPING_FILE: await aFile('{ "contact": ') }),
    says: /The field mapping has a mistake:\n- the file is not JSON/,
  },
  'the job table has another form': {
    broken: async () => ({ SPOTLER_JOB_FILE: await aFile('{ "table": 7 }') }),
    says: /The Spotler Job configuration has .*\n- table/,
  },
  'the store on this machine is away': {
    broken: fixed({ SPOTLER_STATE: 'http://127.0.0.1:1/account/state', SPOTLER_STATE_ACCOUNT_KEY: 'a2V5' }),
    says: /^The store of SPOTLER_STATE is away or busy; try again later \(ECONNREFUSED\)\.$/m,
  },
  'another column of external ids is registered': {
    broken: fixed({ DATAVERSE_EXTERNAL_ID_COLUMN: 'new_other' }),
    says: /DATAVERSE_EXTERNAL_ID_COLUMN is new_other, but the steps in Dataverse are registered with/,
  },
  'the health port is taken': {
    broken: async () => ({ HEALTH_PORT: String(await aSilentServer()) }),
    says: /Port \d+ can't be listened on\. Set HEALTH_PORT/,
  },
};

/** Systems that do not work, by what is wrong. */
export const BROKEN_SYSTEMS: Readonly<Record<string, BrokenStart>> = {
  'Spotler refuses the secret': {
    broken: fixed({ SPOTLER_CONSUMER_SECRET: 'wrong' }),
    says: /Spotler: authentication/,
  },
  'nobody listens where Spotler should be': {
    broken: fixed({ SPOTLER_BASE_URL: 'http://127.0.0.1:1/x' }),
    says: /Spotler: unavailable/,
  },
  'Spotler is a web page': {
    broken: async ({ spotler }) => ({ SPOTLER_BASE_URL: await inFrontOf(spotler.baseUrl, PAGE) }),
    says: /Spotler: protocol/,
  },
  'Spotler is overloaded': {
    broken: async ({ spotler }) => ({ SPOTLER_BASE_URL: await inFrontOf(spotler.baseUrl, answering(503)) }),
    says: /Spotler: unavailable/,
  },
  'Dataverse refuses the user': {
    broken: async ({ dataverse }) => ({ DATAVERSE_URL: await inFrontOf(dataverse.url, answering(403)) }),
    says: /Dataverse: (authentication|forbidden)/,
  },
  'nobody listens where Dataverse should be': {
    broken: fixed({ DATAVERSE_URL: 'http://127.0.0.1:1' }),
    says: /Dataverse: unavailable/,
  },
  'Dataverse is a web page': {
    broken: async ({ dataverse }) => ({ DATAVERSE_URL: await inFrontOf(dataverse.url, PAGE) }),
    says: /Dataverse: protocol/,
  },
  'Dataverse takes every call and answers none': {
    broken: async () => ({ DATAVERSE_URL: `http://127.0.0.1:${await aSilentServer()}` }),
    says: /Dataverse: not known yet/,
  },
  'a column of the policy is secured': {
    async broken() {
      const { dataverse } = await theServices();
      dataverse.columnSecurity.secure({ table: 'contact', column: 'emailaddress1' });
      return { DATAVERSE_URL: dataverse.url };
    },
    says: /Dataverse: columns of contact not readable/,
  },
  'there is no such queue': {
    broken: fixed({ SERVICE_BUS_QUEUE: 'elsewhere' }),
    says: /Service Bus: MessagingEntityNotFound/,
  },
  'the queue wants sessions': {
    broken({ serviceBus }) {
      serviceBus.createQueue('sessions', { requiresSession: true });
      return { SERVICE_BUS_QUEUE: 'sessions' };
    },
    says: /Service Bus: GeneralError/,
  },
  'the queue is a topic': {
    broken({ serviceBus }) {
      serviceBus.createTopic('topic');
      return { SERVICE_BUS_QUEUE: 'topic' };
    },
    says: /Service Bus: GeneralError/,
  },
  'something else listens where Service Bus should be': {
    broken: ({ serviceBus, dataverse }) => ({
      SERVICE_BUS_CONNECTION_STRING: serviceBus.connectionString.replace(
        /:\d+;/,
        `:${new URL(dataverse.url).port};`,
      ),
    }),
    says: /Service Bus: ServiceCommunicationProblem/,
  },
  'Spotler takes every call and answers none': {
    broken: async () => ({ SPOTLER_BASE_URL: `http://127.0.0.1:${await aSilentServer()}/x` }),
    says: /Spotler: not known yet/,
  },
  'Service Bus refuses the key': {
    async broken() {
      const bus = await startServiceBusEmulator({
        accessKeys: [{ name: 'listen', key: 'right', rights: ['listen'] }],
      });
      endLater(() => bus.close());
      bus.createQueue('dataverse-changes');
      return { SERVICE_BUS_CONNECTION_STRING: bus.connectionString.replace('=right', '=wrong') };
    },
    says: /Service Bus: UnauthorizedAccess/,
  },
  'nobody listens where Service Bus should be': {
    broken: ({ serviceBus }) => ({
      SERVICE_BUS_CONNECTION_STRING: serviceBus.connectionString.replace(/:\d+;/, ':1;'),
    }),
    says: /Service Bus: (not known yet|ServiceCommunicationProblem|GeneralError|ServiceTimeout)/,
  },
  'the state can not be written': {
    broken: async () => ({ SPOTLER_STATE: `file:${await aFile('{}')}` }),
    says: /state: not read yet|SPOTLER_STATE/,
  },
};
