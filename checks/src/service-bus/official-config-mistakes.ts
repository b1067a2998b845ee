import { isLeft } from 'fp-ts/lib/Either.js';
import { OfficialConfig } from './official-config.ts';

const MAX_ENTITIES = 50;
const MAX_SUBSCRIPTIONS = 50;
const MAX_CORRELATION_FILTERS = 1_000;
/**
 * By its page of limits. Some say that it is 70 by now (installer repository, issue 144); 20 is safe both
 * ways.
 */
const MAX_SQL_FILTERS = 20;

/** Why Microsoft's emulator would not start with a configuration, or not do what it says. */
export function officialConfigMistakes(config: unknown): string[] {
  const decoded = OfficialConfig.decode(config);
  if (!isLeft(decoded)) return wholeMistakes(decoded.right);
  return decoded.left.map(({ context }) => {
    const path = context.map(({ key }) => key).filter((key) => key !== '' && !/^[01]$/.test(key));
    return `${path.join('.') || 'The file'}: expected ${context.at(-1)?.type.name}`;
  });
}

/** Mistakes that no single value shows. */
function wholeMistakes({ UserConfig = {} }: OfficialConfig): string[] {
  const { Namespaces = [], Logging } = UserConfig;
  const [namespace = {}] = Namespaces;
  const { Queues = [], Topics = [] } = namespace;
  const subscriptions = Topics.flatMap((topic) => topic.Subscriptions ?? []);
  const entities = [...Queues, ...Topics];
  const names = entities.map(({ Name }) => Name);
  const forwards = [...Queues, ...subscriptions].flatMap(({ Properties = {} }) => [
    Properties.ForwardTo ?? '',
    Properties.ForwardDeadLetteredMessagesTo ?? '',
  ]);
  const mistakes = [
    Namespaces.length === 1 && namespace.Name === 'sbemulatorns' ? '' : 'It has one namespace, sbemulatorns',
    Logging?.Type === undefined ? 'Logging.Type is missing' : '',
    entities.length > MAX_ENTITIES ? `More than ${MAX_ENTITIES} queues and topics` : '',
    [...entities, ...subscriptions].some(({ Name }) => Name === undefined) ? 'A name is missing' : '',
    isDistinct(names) ? '' : 'Two queues or topics have one name',
    ...forwards.map((name) => (name === '' || names.includes(name) ? '' : `Nothing is called ${name}`)),
    ...Topics.flatMap(topicMistakes),
  ];
  return mistakes.filter((mistake) => mistake !== '');
}

type Topic = NonNullable<
  NonNullable<NonNullable<OfficialConfig['UserConfig']>['Namespaces']>[number]['Topics']
>[number];

function topicMistakes({ Name, Subscriptions = [] }: Topic): string[] {
  const rules = Subscriptions.flatMap((subscription) => subscription.Rules ?? []);
  const filters = rules.map(({ Properties }) => Properties?.FilterType);
  const count = (type: string) => filters.filter((filter) => filter === type).length;
  return [
    Subscriptions.length > MAX_SUBSCRIPTIONS
      ? `${Name} has more than ${MAX_SUBSCRIPTIONS} subscriptions`
      : '',
    isDistinct(Subscriptions.map((subscription) => subscription.Name))
      ? ''
      : `${Name} has two subscriptions of one name`,
    count('Sql') > MAX_SQL_FILTERS ? `${Name} has more than ${MAX_SQL_FILTERS} SQL filters` : '',
    count('Correlation') > MAX_CORRELATION_FILTERS
      ? `${Name} has more than ${MAX_CORRELATION_FILTERS} correlation filters`
      : '',
    filters.includes(undefined) ? `A rule of ${Name} has no FilterType` : '',
  ];
}

/** Service Bus compares names without regard to case. */
function isDistinct(names: readonly (string | undefined)[]): boolean {
  return new Set(names.map((name) => name?.toLowerCase())).size === names.length;
}
