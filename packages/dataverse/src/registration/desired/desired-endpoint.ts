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
export function desiredEndpoint(registration: Registration, target: EndpointTarget): DesiredEndpoint {
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
      // What is not known is neither compared nor written.
      ...Object.fromEntries(keyName === null ? [] : [['saskeyname', keyName]]),
    },
    organizationId: null,
    onlyNew: { solutionnamespace: new URL(address).hostname.split('.')[0] ?? '' },
  };
}

/**
 * The same for an environment's own organization. Its id is written to the endpoint, for a copy of the
 * environment copies the endpoint with it.
 */
export function forOrganization(endpoint: DesiredEndpoint, organizationId: string): DesiredEndpoint {
  const description = `Sends the changes of organization ${organizationId}.`;
  return { ...endpoint, organizationId, columns: { ...endpoint.columns, description } };
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
