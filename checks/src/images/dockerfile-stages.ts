import { DockerfileParser, type Instruction, ModifiableInstruction } from 'dockerfile-ast';

/** One instruction. */
export interface Step {
  /** Upper case, such as `COPY`. */
  keyword: string;
  /** Flags without their dashes, such as `from`. */
  flags: Readonly<Record<string, string>>;
  /** The instruction's arguments, word by word and without quotes. */
  words: readonly string[];
  /** The instruction's arguments, as they are written. */
  text: string;
}

/** From a FROM to the next. */
export interface Stage {
  name: string;
  /** The image or the stage that it begins with, its variables replaced by their defaults. */
  from: string;
  steps: readonly Step[];
}

/** A Dockerfile that can be parsed. */
export interface ParsedDockerfile {
  /** The instructions in front of the first stage: nothing but ARG. */
  defaults: Readonly<Record<string, string>>;
  stages: readonly Stage[];
}

/** Parses a Dockerfile. An ARG that a stage declares stays in its steps. */
export function parseDockerfile(text: string): ParsedDockerfile {
  const file = DockerfileParser.parse(text);
  const defaults = Object.fromEntries(
    file.getInitialARGs().map((arg) => {
      const property = arg.getProperty();
      return [property?.getName() ?? '', property?.getValue() ?? ''];
    }),
  );
  const stages: { name: string; from: string; steps: Step[] }[] = [];
  for (const instruction of file.getInstructions()) {
    const step = stepOf(instruction);
    const [from = '', as = '', name = ''] = step.words;
    if (step.keyword === 'FROM') {
      stages.push({ name: as.toUpperCase() === 'AS' ? name : '', from: filledIn(from, defaults), steps: [] });
    } else stages.at(-1)?.steps.push(step);
  }
  return { defaults, stages };
}

/** Replaces `${NAME}` by what it stands for. */
export function filledIn(text: string, values: Readonly<Record<string, string>>): string {
  return text.replaceAll(/\$\{(\w+)\}/g, (written, name: string) => values[name] ?? written);
}

function stepOf(instruction: Instruction): Step {
  const flags = instruction instanceof ModifiableInstruction ? instruction.getFlags() : [];
  return {
    keyword: instruction.getKeyword(),
    flags: Object.fromEntries(flags.map((flag) => [flag.getName(), flag.getValue() ?? ''])),
    words: instruction.getArguments().map((argument) => argument.getValue()),
    text: (instruction.getArgumentsContent() ?? '').replaceAll(/\\\n\s*/g, ''),
  };
}
