import type { DesiredEndpoint, UsedCode, Values } from './desired.ts';
import type { Code, Registration } from './registration.ts';

/** Where Dataverse should send messages. */
export interface EndpointTarget {
  /** The namespace, such as `sb://contoso.servicebus.windows.net/`. */
  readonly address: string;
  /** The queue or topic in it. */
  readonly entity: { readonly kind: 'queue' | 'topic'; readonly name: string };
  /** Name of the key that Dataverse signs with; null when it is not known, and then not compared. */
  readonly keyName: string | null;
}

/**
 * The service endpoint's columns. `solutionnamespace` is required by Dataverse and means nothing for an
 * endpoint with an address; the registration tool writes the namespace's name, and so do we.
 */
export function desiredEndpoint(
  registration: Registration,
  target: EndpointTarget,
  organizationId: string | undefined,
): DesiredEndpoint {
  const { name, contract, choices } = registration.endpoint;
  const { address, entity, keyName } = target;
  return {
    name,
    columns: {
      name,
      contract: contract[entity.kind].value,
      ...valuesOf(choices),
      namespaceaddress: address,
      path: entity.name,
      ...whereKnown('saskeyname', keyName),
      ...whereKnown('description', organizationId && descriptionFor(organizationId)),
    },
    organizationId: organizationId ?? null,
    onlyNew: { solutionnamespace: new URL(address).hostname.split('.')[0] ?? '' },
  };
}

/** A column whose value is not known is neither compared nor written. */
function whereKnown(column: string, value: string | null | undefined): Values {
  return Object.fromEntries(value === null || value === undefined ? [] : [[column, value]]);
}

/** Whoever copies an environment copies its endpoint with this. */
function descriptionFor(organizationId: string): string {
  return `Sends the changes of organization ${organizationId}.`;
}

/** Every code that a registration relies on. */
export function usedCodes(
  { endpoint, steps, image }: Registration,
  { entity }: EndpointTarget,
  withImage: boolean,
): UsedCode[] {
  const used = (table: string, codes: Readonly<Record<string, Code>>): UsedCode[] =>
    Object.entries(codes).map(([column, code]) => ({ ...code, table, column }));
  return [
    ...used('serviceendpoint', { contract: endpoint.contract[entity.kind], ...endpoint.choices }),
    ...used('sdkmessageprocessingstep', steps.choices),
    ...(withImage ? used('sdkmessageprocessingstepimage', { imagetype: image.imagetype }) : []),
  ];
}

/** The values of codes by column. */
export function valuesOf(codes: Readonly<Record<string, Code>>): Values {
  return Object.fromEntries(Object.entries(codes).map(([column, { value }]) => [column, value]));
}
