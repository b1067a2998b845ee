import type { BundledPackage } from './bundled-packages.ts';

/** The app that a bill of materials is about. */
export interface BilledApp {
  readonly name: string;
  readonly version: string;
  /** The commit that it was bundled from; empty when nobody knows. */
  readonly commit: string;
}

/**
 * Writes the software bill of materials of a bundle, in CycloneDX 1.6: what was really bundled, which is less
 * than what was installed. The same input gives the same text, so there is neither time nor serial number.
 */
export function sbomOf(app: BilledApp, packages: readonly BundledPackage[]): string {
  const { name, version, commit } = app;
  const sbom = {
    $schema: 'http://cyclonedx.org/schema/bom-1.6.schema.json',
    bomFormat: 'CycloneDX',
    specVersion: '1.6',
    version: 1,
    metadata: {
      component: {
        type: 'application',
        'bom-ref': name,
        name,
        version,
        properties: commit === '' ? undefined : [{ name: 'commit', value: commit }],
      },
    },
    components: packages.map(componentOf),
    dependencies: [
      { ref: name, dependsOn: packages.map(purlOf) },
      ...packages.map((each) => ({ ref: purlOf(each) })),
    ],
  };
  return `${JSON.stringify(sbom, null, 2)}\n`;
}

function componentOf(bundled: BundledPackage): Record<string, unknown> {
  const { name, version, licence } = bundled;
  const [group, plainName] = name.startsWith('@') ? name.split('/') : [undefined, name];
  return {
    type: 'library',
    'bom-ref': purlOf(bundled),
    group,
    name: plainName,
    version,
    licenses: [/[ (]/.test(licence) ? { expression: licence } : { license: { id: licence } }],
    purl: purlOf(bundled),
  };
}

/** The name of a package that tools for vulnerabilities look for: github.com/package-url/purl-spec. */
function purlOf({ name, version }: BundledPackage): string {
  return `pkg:npm/${name.replace('@', '%40')}@${version}`;
}
