import { parse } from 'yaml';

/** The part of a service of a compose file that the checks look at. */
export interface Service {
  image?: string;
  build?: { context: string; target?: string; args?: Record<string, string> };
  command?: string[];
  environment?: Record<string, string>;
  env_file?: { path: string; required: boolean }[];
  volumes?: string[];
  ports?: string[];
  profiles?: string[];
  networks?: { default: { aliases: string[] } };
  depends_on?: Record<string, { condition: string }>;
  healthcheck?: { test: string[] };
  read_only?: boolean;
  cap_drop?: string[];
  security_opt?: string[];
  logging?: { driver: string; options: Record<string, string> };
  deploy?: { resources: { limits: { memory?: string } } };
}

/** A compose file, its anchors and merges carried out. */
export interface ComposeFile {
  services: Record<string, Service>;
}

/** Parses a compose file whose shape the schema has approved of. */
export function parseCompose(text: string): ComposeFile {
  return parse(text, { merge: true });
}

/** The variables that a compose file takes from `.env`, with their defaults. */
export function variablesOf(text: string): Map<string, string> {
  return new Map(
    [...text.matchAll(/\$\{(\w+):-([^}]*)\}/g)].map(([, name = '', value = '']) => [name, value]),
  );
}
