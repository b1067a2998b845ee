import { posix } from 'node:path';
import { type Declaration, propertyOf } from './bicep-file.ts';
import type { BicepFile } from './bicep-files.ts';
import { nodesOf } from './bicep-grammar.ts';
import { propertiesOf } from './bicep-value.ts';

/**
 * Parameters that a file passes to its modules and they don't take, and those that they need and don't get.
 */
export function parameterMistakesOf(file: BicepFile, files: readonly BicepFile[]): string[] {
  return modulesOf(file).flatMap((module) => {
    const target = targetOf(file, module, files);
    if (target === undefined) return [`${module.name}: there is no ${module.target}`];
    const params = propertyOf(module, 'params');
    const passed = params === undefined ? [] : propertiesOf(params).map(({ key }) => key);
    return assignmentMistakes(module.name, passed, target);
  });
}

/** Parameters that a file assigns and its template doesn't have, and those that it needs and doesn't get. */
export function assignmentMistakesOf(file: BicepFile, template: BicepFile): string[] {
  const assigned = file.declarations.filter(({ kind }) => kind === 'variable').map(({ name }) => name);
  return assignmentMistakes(posix.basename(file.path), assigned, template);
}

/** Outputs of modules that nobody reads, and reads of outputs that there are not. */
export function outputMistakesOf(file: BicepFile, files: readonly BicepFile[]): string[] {
  const read = nodesOf(file.root).flatMap(({ text, type }) => {
    const [, module, output] = (type === 'member_expression' && /^(\w+)\.outputs\.(\w+)$/.exec(text)) || [];
    return module === undefined ? [] : [`${module}.${output}`];
  });
  const given = modulesOf(file).flatMap((module) =>
    outputsOf(targetOf(file, module, files)).map((output) => `${module.name}.${output}`),
  );
  return [
    ...given.filter((output) => !read.includes(output)).map((output) => `${output} is read by nobody`),
    ...new Set(read.filter((output) => !given.includes(output)).map((output) => `${output} does not exist`)),
  ];
}

/** Names of a file's outputs. */
export function outputsOf(file: BicepFile | undefined): string[] {
  return (file?.declarations ?? []).filter(({ kind }) => kind === 'output').map(({ name }) => name);
}

function assignmentMistakes(name: string, assigned: readonly string[], template: BicepFile): string[] {
  const parameters = template.declarations.filter(({ kind }) => kind === 'parameter');
  const required = parameters.filter(({ value }) => value === undefined).map((parameter) => parameter.name);
  const taken = parameters.map((parameter) => parameter.name);
  return [
    ...assigned.filter((each) => !taken.includes(each)).map((each) => `${name}: ${each} is not taken`),
    ...required.filter((each) => !assigned.includes(each)).map((each) => `${name}: ${each} is missing`),
  ];
}

function modulesOf(file: BicepFile): Declaration[] {
  return file.declarations.filter(({ kind }) => kind === 'module');
}

function targetOf(file: BicepFile, module: Declaration, files: readonly BicepFile[]): BicepFile | undefined {
  const path = posix.join(posix.dirname(file.path), module.target ?? '');
  return files.find((candidate) => candidate.path === path);
}
