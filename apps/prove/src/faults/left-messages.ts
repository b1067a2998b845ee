import type { ServiceBusEmulator } from '@spotler-connector/service-bus-emulator';

/** Messages in a queue that was worked off. */
export interface LeftMessages {
  /** Second looks: scheduled, or due since nobody receives any more. */
  readonly secondLooks: number;
  /** Any other message: one that a worker should have settled. */
  readonly others: number;
}

/** Counts the messages that are left by what they are. Pure. */
export function leftMessages(messages: ReturnType<ServiceBusEmulator['inspect']>['messages']): LeftMessages {
  const secondLooks = messages.filter(({ messageId }) => messageId.startsWith('second-look-')).length;
  return { secondLooks, others: messages.length - secondLooks };
}
