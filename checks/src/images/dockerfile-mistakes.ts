import type { ParsedDockerfile, Stage, Step } from './dockerfile-stages.ts';

/** Everything that a Dockerfile is judged against. */
export interface Repository {
  /** Whether there is a file or folder at this path, from the root. */
  exists(path: string): boolean;
  /** Folders of packages that have a `build` script. */
  buildable: readonly string[];
}

const FULL_VERSION = /:\d+\.\d+\.\d+(-[\w.-]+)?$|@sha256:[0-9a-f]{64}$/;
const SECRET = /secret|password|token|key|credential/i;
const BUILT = /^\/repository\/(.+)\/dist\/$/;

/** The stages that no other one begins with or copies from: the images. */
export function imagesOf({ stages }: ParsedDockerfile): Stage[] {
  const used = new Set(
    stages.flatMap(({ from, steps }) => [from, ...steps.map(({ flags }) => flags['from'] ?? '')]),
  );
  return stages.filter(({ name }) => !used.has(name));
}

/** The steps of a stage, those of the stages that it begins with before its own. */
export function allStepsOf(stage: Stage, { stages }: ParsedDockerfile): Step[] {
  const base = stages.find(({ name }) => name === stage.from);
  return [...(base === undefined ? [] : allStepsOf(base, { defaults: {}, stages })), ...stage.steps];
}

/** Finds mistakes in a Dockerfile. Each is described in a message. */
export function dockerfileMistakes(file: ParsedDockerfile, repository: Repository): string[] {
  const stages = file.stages.flatMap((stage, position) => {
    const earlier = file.stages.slice(0, position).map(({ name }) => name);
    return [
      ...(earlier.includes(stage.from) || FULL_VERSION.test(stage.from)
        ? []
        : [`${stage.name} begins with ${stage.from}, which is no stage and has no full version`]),
      ...stage.steps.flatMap((step) => stepMistakes(step, earlier, repository)),
    ];
  });
  return [...stages, ...imagesOf(file).flatMap((image) => imageMistakes(image, file, repository))];
}

function stepMistakes(step: Step, earlier: readonly string[], { exists }: Repository): string[] {
  const { keyword, flags, words } = step;
  if (keyword === 'ADD') return ['ADD fetches and unpacks; use COPY'];
  if (keyword === 'ENV' || keyword === 'ARG') {
    const names = words.map((word) => word.split('=')[0] ?? '');
    return names.filter((name) => SECRET.test(name)).map((name) => `${name} would stay in the image`);
  }
  if (keyword !== 'COPY') return [];
  const from = flags['from'];
  if (from !== undefined) return earlier.includes(from) ? [] : [`${from} is no earlier stage`];
  return words.slice(0, -1).flatMap((path) => (exists(path) ? [] : [`${path} does not exist`]));
}

function imageMistakes(image: Stage, file: ParsedDockerfile, { buildable }: Repository): string[] {
  const steps = allStepsOf(image, file);
  const last = (keyword: string) => steps.findLast((step) => step.keyword === keyword);
  const user = last('USER')?.words[0] ?? 'root';
  const copied = steps.filter(({ keyword }) => keyword === 'COPY');
  const mistakes = [
    /^[1-9]\d*(:[1-9]\d*)?$/.test(user) ? '' : `runs as ${user}; give the number of a user that is not root`,
    last('ENTRYPOINT')?.text.startsWith('["') ? '' : 'has no ENTRYPOINT in JSON, so signals do not reach it',
    last('HEALTHCHECK') === undefined ? 'has no HEALTHCHECK; NONE is one too' : '',
    last('STOPSIGNAL')?.text === 'SIGTERM' ? '' : 'is not stopped with SIGTERM',
    steps.some(({ words }) => words.includes('NODE_ENV=production')) ? '' : 'is not in production mode',
    ...copied.map(({ words: [path = ''] }) => {
      const folder = BUILT.exec(path)?.[1] ?? '';
      return buildable.includes(folder) ? '' : `copies ${path}, which no build script makes`;
    }),
  ];
  return mistakes.filter((mistake) => mistake !== '').map((mistake) => `${image.name} ${mistake}`);
}
