export { bodyBytes, type DecodingOptions, decodeQueueMessage } from './decode-queue-message.ts';
export {
  type ReceiverHealth,
  type ReceiverHealthOptions,
  type ReconnectReason,
  watchReceiverHealth,
} from './receiver-health/receiver-health.ts';
export {
  type DeadLetterIntake,
  type DeadLetterReceiver,
  openDeadLetterIntake,
} from './receiving/dead-letter-intake.ts';
export {
  createDeliveryWindow,
  type DeliveryPlace,
  type DeliveryWindow,
} from './receiving/delivery-window.ts';
export { createInFlightLimit, type InFlightLimit } from './receiving/in-flight-limit.ts';
export { createIntake, type Intake, type IntakeOptions } from './receiving/intake.ts';
export { limitRenewals } from './receiving/limit-renewals.ts';
export { type LockRenewer, renewLock } from './receiving/lock-renewer.ts';
export { createServiceBusClient, openReceiver } from './receiving/open-receiver.ts';
export { createPeekIntake, type PeekIntakeOptions } from './receiving/peek-intake.ts';
export { type MessageReceiver, receiveMessages } from './receiving/receive-messages.ts';
export {
  createReplaceableReceiver,
  type ReplaceableReceiver,
  type ReplaceableReceiverOptions,
} from './receiving/replaceable-receiver.ts';
export { serviceBusCredential } from './receiving/service-bus-credential.ts';
export { type LookedAt, lookAfter } from './sending/look-times.ts';
export { createMessageSender, type MessageSender } from './sending/message-sender.ts';
export { isPostponed, postponedMessage } from './sending/postponed-message.ts';
export { type DueLook, secondLookMessage } from './sending/second-look-message.ts';
export { isUnansweredClose, serviceBusCode } from './service-bus-code.ts';
export type { Settlement } from './settling/settlement.ts';
export { createSettler, type Settler, type SettlingReceiver } from './settling/settler.ts';
export { type SendableProperties, sendableProperties } from './values/sendable-properties.ts';
export { valueFromJson, valueToJson } from './values/value-json.ts';
