/** The address of one of the proofs' mutants: a guard is taken out of a program's source as it is loaded. */
export function aMutant(name: string): string {
  return new URL(`../../../prove/src/mutants/${name}.ts`, import.meta.url).href;
}
