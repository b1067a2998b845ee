import type { ServiceProtectionOptions } from './faults/service-protection.ts';
import type { OtherChoices } from './metadata/describe-columns.ts';
import type { SendPublication } from './publishing/change-publication.ts';
import type { Delivery } from './publishing/change-publisher.ts';
import type { RegisteredStep } from './publishing/registered-step.ts';
import type { ServiceBusTarget } from './publishing/service-bus-sender.ts';
import type { RowChange } from './store/row.ts';
import type { TableDefinition } from './store/table-definition.ts';

/** How a simulator starts. */
export interface DataverseSimulatorOptions {
  /** Port. Default 0: a free one. */
  port?: number;
  /** Address to listen on. Default 127.0.0.1; nobody signs in, so any other is for a container's own network. */
  host?: string;
  /** The address that others know it by, in links and messages. Default: `http://`, the host and the port. */
  url?: string;
  /** Where change messages go. Default: nowhere. */
  serviceBus?: ServiceBusTarget;
  /** Takes change messages instead of a broker; rejecting makes the simulator try again. */
  publisher?: SendPublication;
  /** Starts with nothing of ours: no Spotler Job table and no steps but those that are registered later. */
  bare?: boolean;
  /** Options of choices by `table.column`, where they are to differ from Dataverse's. For tests. */
  choices?: OtherChoices;
  /** Tables besides contact, lead, account and the default Spotler Job. */
  tables?: readonly TableDefinition[];
  /**
   * Which changes send messages besides those that steps are registered for as rows. Default: every event of
   * every table, without filters and images, when `serviceBus` or `publisher` says where to.
   */
  steps?: readonly RegisteredStep[];
  /** Delays and duplicates of messages. Default: at once and once. */
  delivery?: Delivery;
  /** Told of every change once it is committed, before its messages are sent. */
  onChange?: (change: RowChange) => void;
  /** Limits that a 429 answers. Default: Dataverse's own. */
  serviceProtection?: ServiceProtectionOptions;
  /** How long every answer of the Web API takes, in milliseconds. Default 0. */
  latencyMs?: number;
  /** Epoch milliseconds, for time stamps, delta tokens and limits. Default: the machine's clock. */
  now?: () => number;
  /** Told when a message was given up, after some 20 s of trying. */
  onGivenUp?: (error: unknown) => void;
}
