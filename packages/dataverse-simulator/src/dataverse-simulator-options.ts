import type { Clock } from '@spotler-connector/clock';
import type { ChangesInBatches } from './changes-in-batches.ts';
import type { ServiceProtectionOptions } from './faults/service-protection.ts';
import type { SendPublication } from './publishing/change-publication.ts';
import type { Delivery } from './publishing/change-publisher.ts';
import type { RegisteredStep } from './publishing/registered-step.ts';
import type { ServiceBusTarget } from './publishing/service-bus-sender.ts';
import type { RowChange } from './store/row.ts';
import type { OtherChoices } from './store/system-choices.ts';
import type { TableDefinition } from './store/table-definition.ts';

/** How a simulator starts. */
export interface DataverseSimulatorOptions {
  /** Port. Default 0: a free one. */
  readonly port?: number | undefined;
  /**
   * Address to listen on. Default 127.0.0.1; nobody signs in, so any other is for a container's own network.
   */
  readonly host?: string | undefined;
  /** The address that others know it by, in links and messages. Default: `http://`, the host and the port. */
  readonly url?: string | undefined;
  /** The organization's id, in lower case. Default: one that nobody else has. */
  readonly organizationId?: string | undefined;
  /** Where change messages go. Default: nowhere. */
  readonly serviceBus?: ServiceBusTarget | undefined;
  /** Takes change messages instead of a broker; rejecting makes the simulator try again. */
  readonly publisher?: SendPublication | undefined;
  /** Starts with nothing of ours: no Spotler Job table and no steps but those that are registered later. */
  readonly bare?: boolean | undefined;
  /** Options of choices by `table.column`, where they are to differ from Dataverse's. For tests. */
  readonly choices?: OtherChoices | undefined;
  /** Logical names of tables with long-term retention. Default: none. */
  readonly retained?: readonly string[] | undefined;
  /** Logical names of tables without change tracking. Default: none. */
  readonly untracked?: readonly string[] | undefined;
  /**
   * How a link to what changed is answered inside a batch, which Dataverse does not document: `followed` as
   * outside of it; `refused` with a 400; `ignored`, so that every row comes as if there were no token in it.
   * Default: `followed`.
   */
  readonly changesInBatches?: ChangesInBatches | undefined;
  /** Tables besides contact, lead, account and the default Spotler Job. */
  readonly tables?: readonly TableDefinition[] | undefined;
  /**
   * Which changes send messages besides those that steps are registered for as rows. Default: every event of
   * every table, without filters and images, when `serviceBus` or `publisher` says where to.
   */
  readonly steps?: readonly RegisteredStep[] | undefined;
  /** Delays and duplicates of messages. Default: at once and once. */
  readonly delivery?: Delivery | undefined;
  /** Told of every change once it is committed, before its messages are sent. */
  readonly onChange?: ((change: RowChange) => void) | undefined;
  /** Limits that a 429 answers. Default: Dataverse's own. */
  readonly serviceProtection?: ServiceProtectionOptions | undefined;
  /**
   * Name of the answer that says that a row does not exist, such as another language's. Default: `absent`.
   */
  readonly absence?: string | undefined;
  /** How long every answer of the Web API takes, in milliseconds. Default 0. */
  readonly latencyMs?: number | undefined;
  /** Time, for time stamps, delta tokens, limits and delays. Default: the machine's. */
  readonly clock?: Clock | undefined;
  /** Told when a message was given up, after some 20 s of trying. */
  readonly onGivenUp?: ((error: unknown) => void) | undefined;
}
