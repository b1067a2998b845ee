import type { Broker } from '../protocol/broker.ts';
import type { Entity } from '../semantics/namespace.ts';
import { Refusal } from '../semantics/refusal.ts';
import { Subscription } from '../semantics/subscription.ts';
import { Topic } from '../semantics/topic.ts';
import { type AtomEntry, readDescription, writeEntry, writeFeed } from './atom.ts';
import { describe, descriptionNameOf, SERVICE_BUS, settingsOf } from './entity-description.ts';
import type { Resource } from './resource-path.ts';
import { describeRule, readRule } from './rule-description.ts';
import { element, nodeOf, textOf, type XmlNode } from './xml.ts';

/** The parts of an emulator that administration works on. */
export interface AdministrationContext {
  readonly broker: Broker;
  readonly deleteEntity: (path: string) => void;
}

/** A request, decoded. */
export interface AdministrationRequest {
  readonly method: string;
  readonly resource: Resource;
  readonly body: string;
  /** True for a PUT that changes what is there. */
  readonly isUpdate: boolean;
  readonly skip: number;
  readonly top: number;
  /** The scheme and host that the client used, with a slash behind it. */
  readonly baseUrl: string;
}

/** An answer: a status and a document, empty for none. */
export interface AdministrationResponse {
  readonly status: number;
  readonly document: string;
}

/** Answers requests of the administration client. Throws refusals. */
export class Administration {
  readonly #context: AdministrationContext;

  constructor(context: AdministrationContext) {
    this.#context = context;
  }

  answer(request: AdministrationRequest): AdministrationResponse {
    const { method, resource } = request;
    if (method === 'GET') return ok(this.#read(request));
    if (resource.kind === 'entity' && method === 'PUT') return this.#putEntity(request, resource.path);
    if (resource.kind === 'rule' && method === 'PUT') return this.#putRule(request, resource);
    if (resource.kind === 'entity' && method === 'DELETE') {
      this.#context.deleteEntity(resource.path);
      return ok('');
    }
    if (resource.kind === 'rule' && method === 'DELETE') {
      this.#subscription(resource.subscription).removeRule(resource.rule);
      return ok('');
    }
    throw new Refusal('amqp:not-implemented', `${method} is not supported here.`);
  }

  #read(request: AdministrationRequest): string {
    const { resource, baseUrl } = request;
    const { namespace } = this.#context.broker;
    switch (resource.kind) {
      case 'namespace':
        return writeEntry(this.#namespaceEntry(baseUrl));
      case 'entities': {
        const entities = [...namespace.entities].filter((entity) => isOf(entity, resource.of));
        return this.#entityFeed(request, `$Resources/${resource.of}`, entities);
      }
      case 'subscriptions': {
        const topic = namespace.get(resource.topic);
        const subscriptions = topic instanceof Topic ? [...topic.subscriptions.values()] : [];
        return this.#entityFeed(request, `${topic.path}/Subscriptions`, subscriptions);
      }
      case 'rules': {
        const subscription = this.#subscription(resource.subscription);
        const entries = subscription.rules.map(({ name }) => this.#ruleEntry(subscription, name, baseUrl));
        return this.#feed(request, `${subscription.path}/Rules`, entries);
      }
      case 'rule':
        return writeEntry(this.#ruleEntry(this.#subscription(resource.subscription), resource.rule, baseUrl));
      case 'entity':
        return writeEntry(this.#entityEntry(namespace.get(resource.path), baseUrl));
    }
  }

  #putEntity({ body, isUpdate, baseUrl }: AdministrationRequest, path: string): AdministrationResponse {
    const { broker } = this.#context;
    const { name, description } = readDescription(body);
    const settings = settingsOf(description);
    for (const target of [settings.forwardTo, settings.forwardDeadLettersTo])
      if (target !== undefined) broker.namespace.get(target);
    if (isUpdate) {
      const entity = broker.namespace.get(path);
      broker.update(entity, settings);
      return ok(writeEntry(this.#entityEntry(entity, baseUrl)));
    }
    const entity = this.#create(name, path, description, settings);
    return { status: 201, document: writeEntry(this.#entityEntry(entity, baseUrl)) };
  }

  #create(name: string, path: string, description: XmlNode, settings: ReturnType<typeof settingsOf>): Entity {
    const { namespace } = this.#context.broker;
    const subscription = /^(.+)\/Subscriptions\/([^/]+)$/i.exec(path);
    if (subscription !== null) {
      const [, topic = '', own = ''] = subscription;
      const rule = nodeOf(description['DefaultRuleDescription']);
      const rules = rule === undefined ? [] : [readRule(textOf(rule['Name']) ?? '$Default', rule)];
      return namespace.createSubscription(topic, own, settings, rules);
    }
    if (name === 'TopicDescription') return namespace.createTopic(path, settings);
    if (name === 'QueueDescription') return namespace.createQueue(path, settings);
    throw new Refusal('com.microsoft:argument-error', 'The request describes neither a queue nor a topic.');
  }

  #putRule(
    { body, isUpdate, baseUrl }: AdministrationRequest,
    resource: Extract<Resource, { kind: 'rule' }>,
  ): AdministrationResponse {
    const subscription = this.#subscription(resource.subscription);
    const rule = readRule(resource.rule, readDescription(body).description);
    if (isUpdate) subscription.removeRule(resource.rule);
    subscription.addRule(rule);
    const document = writeEntry(this.#ruleEntry(subscription, resource.rule, baseUrl));
    return { status: isUpdate ? 200 : 201, document };
  }

  #subscription(path: string): Subscription {
    const entity = this.#context.broker.namespace.get(path);
    if (entity instanceof Subscription) return entity;
    throw new Refusal('amqp:not-found', `The messaging entity '${path}' could not be found.`);
  }

  #entityFeed(request: AdministrationRequest, path: string, entities: readonly Entity[]): string {
    const sorted = [...entities].sort((a, b) => (a.path.toLowerCase() < b.path.toLowerCase() ? -1 : 1));
    return this.#feed(
      request,
      path,
      sorted.map((entity) => this.#entityEntry(entity, request.baseUrl)),
    );
  }

  #feed({ baseUrl, skip, top }: AdministrationRequest, path: string, entries: readonly AtomEntry[]): string {
    const id = `${baseUrl}${path}`;
    const page = entries.slice(skip, skip + top);
    const isMore = skip + top < entries.length;
    const next = isMore ? `${id}?api-version=2021-05&$skip=${skip + top}&$top=${top}` : undefined;
    return writeFeed(id, path, page, this.#context.broker.clock.now(), next);
  }

  #entityEntry(entity: Entity, baseUrl: string): AtomEntry {
    const { broker } = this.#context;
    const times = broker.timesOf(entity);
    const counts = broker.namespace.counts(entity.path);
    const title = entity instanceof Subscription ? (entity.path.split('/').at(-1) ?? '') : entity.path;
    const description = describe({ entity, counts, times, baseUrl });
    return { id: `${baseUrl}${entity.path}`, title, updatedAt: times.updatedAt, description };
  }

  #ruleEntry(subscription: Subscription, name: string, baseUrl: string): AtomEntry {
    const rule = subscription.rules.find((each) => each.name.toLowerCase() === name.toLowerCase());
    if (rule === undefined) {
      throw new Refusal(
        'amqp:not-found',
        `The messaging entity '${subscription.path}/Rules/${name}' could not be found.`,
      );
    }
    const { createdAt } = this.#context.broker.timesOf(subscription);
    const id = `${baseUrl}${subscription.path}/Rules/${rule.name}`;
    return { id, title: rule.name, updatedAt: createdAt, description: describeRule(rule, createdAt) };
  }

  #namespaceEntry(baseUrl: string): AtomEntry {
    const { startedAt } = this.#context.broker;
    const time = new Date(startedAt).toISOString();
    const description = element(
      'NamespaceInfo',
      [
        element('CreatedTime', time),
        element('MessagingSKU', 'Standard'),
        element('ModifiedTime', time),
        element('Name', 'sbemulatorns'),
        element('NamespaceType', 'Messaging'),
      ],
      { xmlns: SERVICE_BUS },
    );
    return { id: `${baseUrl}$namespaceinfo`, title: 'sbemulatorns', updatedAt: startedAt, description };
  }
}

function ok(document: string): AdministrationResponse {
  return { status: 200, document };
}

function isOf(entity: Entity, kind: 'queues' | 'topics'): boolean {
  return descriptionNameOf(entity) === (kind === 'queues' ? 'QueueDescription' : 'TopicDescription');
}
