import type { IncomingMessage } from './message.ts';
import { QueueEntity, type QueueHooks } from './queue-entity.ts';
import type { QueueSettings } from './queue-settings.ts';
import { Refusal } from './refusal.ts';
import { DEFAULT_RULE, matches, type Rule, type RuleAction } from './rule.ts';

/** Hooks of a subscription. */
export interface SubscriptionHooks extends QueueHooks {
  /** Its rules have changed. */
  readonly onRules: (subscription: Subscription) => void;
}

/** A queue that a topic fills with the messages that match one of its rules. */
export class Subscription extends QueueEntity {
  readonly #rules = new Map<string, Rule>();
  readonly #onRules: (subscription: Subscription) => void;

  constructor(path: string, settings: QueueSettings, hooks: SubscriptionHooks, rules: readonly Rule[]) {
    super(path, settings, hooks);
    this.#onRules = hooks.onRules;
    for (const rule of rules.length === 0 ? [DEFAULT_RULE] : rules)
      this.#rules.set(rule.name.toLowerCase(), rule);
  }

  /** By name, as the service lists them. */
  get rules(): readonly Rule[] {
    return [...this.#rules.entries()].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, rule]) => rule);
  }

  addRule(rule: Rule): void {
    const key = rule.name.toLowerCase();
    if (this.#rules.has(key)) {
      throw new Refusal(
        'com.microsoft:entity-already-exists',
        `The messaging entity '${this.path}/Rules/${rule.name}' already exists.`,
      );
    }
    this.#rules.set(key, rule);
    this.#onRules(this);
  }

  removeRule(name: string): void {
    if (this.#rules.delete(name.toLowerCase())) {
      this.#onRules(this);
      return;
    }
    throw new Refusal(
      'amqp:not-found',
      `The messaging entity '${this.path}/Rules/${name}' could not be found.`,
    );
  }

  /**
   * Takes one copy when rules without an action match, and one more for each matching rule with an action.
   */
  offer(message: IncomingMessage, now: number): void {
    const matching = this.rules.filter(({ filter }) => matches(filter, message));
    if (matching.some(({ action }) => action === undefined)) this.main.enqueue(message, now);
    for (const { action } of matching) {
      if (action !== undefined) this.main.enqueue(changedBy(action, message), now);
    }
  }
}

function changedBy({ changes }: RuleAction, message: IncomingMessage): IncomingMessage {
  const content = message.content.changed(changes(message.content));
  const sessionId = content.systemProperty('sessionId');
  return { ...message, content, sessionId: typeof sessionId === 'string' ? sessionId : undefined };
}
