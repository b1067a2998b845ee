import type { ComposeFile, Service } from './compose-file.ts';

/** Everything that a compose file is judged against. */
export interface ComposeWorld {
  /** Stages of the Dockerfile that make an image, and whether each has a health check. */
  images: ReadonlyMap<string, { checked: boolean }>;
  /** Whether there is a file or folder at this path, from the root. */
  exists(path: string): boolean;
  /** Ports that docs/architecture.md names. */
  ports: readonly string[];
}

/** Finds mistakes in a compose file that no schema knows. Each is described in a message. */
export function composeMistakes({ services }: ComposeFile, world: ComposeWorld): string[] {
  const hosts = Object.entries(services).flatMap(([name, { networks }]) => [
    name,
    ...(networks?.default.aliases ?? []),
  ]);
  return Object.entries(services).flatMap(([name, service]) =>
    [
      ...imageMistakes(service, world),
      ...orderMistakes(service, services, world),
      ...placeMistakes(service, hosts, world),
      ...(service.build === undefined ? [] : confinementMistakes(service)),
      service.deploy?.resources.limits.memory === undefined ? 'may use all memory' : '',
      service.logging?.options['max-size'] === undefined ? 'may fill the disk with its log' : '',
    ]
      .filter((mistake) => mistake !== '')
      .map((mistake) => `${name} ${mistake}`),
  );
}

function imageMistakes({ image, build }: Service, { images }: ComposeWorld): string[] {
  if (build === undefined) return image === undefined ? ['has neither an image nor a build'] : [];
  return images.has(build.target ?? '') ? [] : [`is built from ${build.target}, which is no image`];
}

function orderMistakes(
  { depends_on = {}, profiles = [] }: Service,
  services: Readonly<Record<string, Service>>,
  { images }: ComposeWorld,
): string[] {
  return Object.entries(depends_on).map(([name, { condition }]) => {
    const awaited = services[name];
    if (awaited === undefined) return `waits for ${name}, which is no service`;
    if (profiles.length === 0 && awaited.profiles !== undefined)
      return `waits for ${name}, which is not started`;
    const checked =
      awaited.healthcheck !== undefined || images.get(awaited.build?.target ?? '')?.checked === true;
    return condition === 'service_healthy' && !checked
      ? `waits for the health of ${name}, which has no check`
      : '';
  });
}

/** Hosts, files and ports. */
function placeMistakes(
  service: Service,
  hosts: readonly string[],
  { exists, ports }: ComposeWorld,
): string[] {
  const { command = [], environment = {}, volumes = [], ports: published = [] } = service;
  const named = [...command, ...Object.values(environment)].flatMap((text) =>
    [...text.matchAll(/\b(?:sb|https?):\/\/([\w.-]+)/g)].flatMap(([, host]) => host ?? []),
  );
  const mounted = volumes.map((volume) => volume.split(':'));
  return [
    ...named
      .filter((host) => !hosts.includes(host))
      .map((host) => `names the host ${host}, which nobody has`),
    ...mounted.filter(([path = '']) => !exists(path)).map(([path]) => `mounts ${path}, which does not exist`),
    ...mounted.filter((parts) => parts.at(-1) !== 'ro').map(([path]) => `may change ${path}`),
    ...published.flatMap((port) => {
      const [address, outside, inside] = port.split(':');
      if (address !== '127.0.0.1') return [`publishes ${port} to more than this machine`];
      return outside === inside && ports.includes(outside ?? '')
        ? []
        : [`publishes ${port}, which no page names`];
    }),
  ];
}

function confinementMistakes({ read_only, cap_drop = [], security_opt = [] }: Service): string[] {
  return [
    read_only === true ? '' : 'may write its root file system',
    cap_drop.includes('ALL') ? '' : 'keeps capabilities',
    security_opt.includes('no-new-privileges:true') ? '' : 'may gain privileges',
  ];
}
