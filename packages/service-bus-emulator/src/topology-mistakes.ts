import { Refusal } from './semantics/refusal.ts';
import { sqlAction, sqlFilter } from './semantics/rule.ts';
import type { Topology, TopologyProperties, TopologyRule } from './topology-codec.ts';

interface Named {
  readonly Name: string;
}

interface WithForwards extends Named {
  readonly Properties?: Pick<TopologyProperties, 'ForwardTo' | 'ForwardDeadLetteredMessagesTo'> | undefined;
}

/** Finds the mistakes of a topology whose parts are each well formed; each line begins with a path. */
export function mistakesOf({ UserConfig }: Topology): string[] {
  return UserConfig.Namespaces.flatMap(({ Queues = [], Topics = [] }, index) => {
    const path = `UserConfig.Namespaces[${index}]`;
    const queues = new Set(Queues.map(({ Name }) => Name.toLowerCase()));
    const targets = new Set([...queues, ...Topics.map(({ Name }) => Name.toLowerCase())]);
    return [
      ...Queues.flatMap((queue, at) => lostForwards(queue, `${path}.Queues[${at}]`, targets)),
      ...repeated(Queues, `${path}.Queues`),
      ...repeated(Topics, `${path}.Topics`, queues),
      ...Topics.flatMap(({ Subscriptions = [] }, topic) => {
        const subscriptions = `${path}.Topics[${topic}].Subscriptions`;
        return [
          ...repeated(Subscriptions, subscriptions),
          ...Subscriptions.flatMap((each, subscription) =>
            lostForwards(each, `${subscriptions}[${subscription}]`, targets),
          ),
          ...Subscriptions.flatMap(({ Rules = [] }, subscription) => {
            const rules = `${subscriptions}[${subscription}].Rules`;
            return [
              ...repeated(Rules, rules),
              ...Rules.flatMap((rule, at) => mistakesOfRule(rule, `${rules}[${at}].Properties`)),
            ];
          }),
        ];
      }),
    ];
  });
}

/** Messages can only be sent on to an entity that is there, and not in a circle of one. */
function lostForwards(
  { Name, Properties = {} }: WithForwards,
  path: string,
  targets: ReadonlySet<string>,
): string[] {
  return (['ForwardTo', 'ForwardDeadLetteredMessagesTo'] as const)
    .filter((name) => {
      const target = Properties[name]?.toLowerCase();
      return target && (!targets.has(target) || target === Name.toLowerCase());
    })
    .map((name) => `${path}.Properties.${name}: expected the name of another queue or topic`);
}

function repeated(named: readonly Named[], path: string, taken: ReadonlySet<string> = new Set()): string[] {
  const seen = new Set(taken);
  return named.flatMap(({ Name }, index) => {
    const key = Name.toLowerCase();
    if (seen.has(key)) return [`${path}[${index}].Name: expected a name that is not in use`];
    seen.add(key);
    return [];
  });
}

/** A rule without a filter that is understood would let everything through. */
function mistakesOfRule({ Properties = {} }: TopologyRule, path: string): string[] {
  const { FilterType, CorrelationFilter, SqlFilter, Action } = Properties;
  const mistakes: string[] = [];
  const isSql = FilterType === 'Sql' || (FilterType === undefined && SqlFilter !== undefined);
  if (isSql && SqlFilter === undefined) mistakes.push(`${path}.SqlFilter: expected an object`);
  if (isSql && CorrelationFilter !== undefined)
    mistakes.push(`${path}.CorrelationFilter: expected no member of this name beside an SqlFilter`);
  if (!isSql && SqlFilter !== undefined)
    mistakes.push(`${path}.SqlFilter: expected no member of this name beside a CorrelationFilter`);
  if (!isSql && !hasCondition(CorrelationFilter))
    mistakes.push(`${path}.CorrelationFilter: expected an object with at least one property to compare`);
  if (SqlFilter !== undefined)
    mistakes.push(...sqlMistake(() => sqlFilter(SqlFilter.SqlExpression), `${path}.SqlFilter`));
  if (Action !== undefined)
    mistakes.push(...sqlMistake(() => sqlAction(Action.SqlExpression), `${path}.Action`));
  return mistakes;
}

function hasCondition(filter: NonNullable<TopologyRule['Properties']>['CorrelationFilter'] = {}): boolean {
  const { Properties = {}, ...fields } = filter;
  return Object.keys(fields).length + Object.keys(Properties).length > 0;
}

function sqlMistake(compile: () => unknown, path: string): string[] {
  try {
    compile();
    return [];
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    return [`${path}.SqlExpression: expected an expression that can be understood. ${error.message}`];
  }
}
