import type { Clock } from '@spotler-connector/clock';
import type { PropertyDefinition } from './address-book/property-definition.ts';
import type { BasePath } from './base-path.ts';

/** Options of a simulator. Everything has a default. */
export interface SpotlerSimulatorOptions {
  /** TCP port. Default 0: any free one. */
  readonly port?: number | undefined;
  /**
   * Address to listen on. Default 127.0.0.1; nobody signs in to steer it, so any other is for a container.
   */
  readonly host?: string | undefined;
  /** The key that requests must be signed with. Default `simulator-key`. */
  readonly consumerKey?: string | undefined;
  /** The secret that requests must be signed with. Default `simulator-secret`. */
  readonly consumerSecret?: string | undefined;
  /** Answer to the first anonymization of a contact. Default 410; the vendor's own description says 204. */
  readonly anonymizeStatus?: 410 | 204 | 200 | undefined;
  /**
   * Answer about a contact that is not there: Spotler's own, or a 404 or 410 without a body. Default `typed`.
   * Which one Spotler gives below which base path is not documented.
   */
  readonly unknownContact?: 'typed' | 'bare-404' | 'bare-410' | undefined;
  /** Base paths of the API. Default `/integrationservice` (paged) and `/integrationservice-1.1.0` (bare). */
  readonly basePaths?: readonly BasePath[] | undefined;
  /** Contact properties of the account. Default: the usual ones and three permissions. */
  readonly properties?: readonly PropertyDefinition[] | undefined;
  /** How far the timestamp of a signature may be off, in seconds. Default 300. Spotler documents none. */
  readonly timestampToleranceSeconds?: number | undefined;
  /** Told the id of each contact that was written or anonymized, once it was. Default: nobody is told. */
  readonly onChange?: ((externalId: string) => void) | undefined;
  /** Time of day and all waiting. Default: the machine's. */
  readonly clock?: Clock | undefined;
}
