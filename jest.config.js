// Tests ask servers of their own. Programs route around a proxy by themselves; here libraries would not.
for (const name of ['http_proxy', 'https_proxy', 'all_proxy', 'no_proxy', 'NODE_USE_ENV_PROXY']) {
  delete process.env[name];
  delete process.env[name.toUpperCase()];
}

// The one Jest preset. TypeScript ESM is run as ESM: msw 3 does not work with CommonJS Jest.
export default {
  roots: ['<rootDir>/packages', '<rootDir>/apps', '<rootDir>/checks'],
  testMatch: ['**/*.test.ts'],
  // A bundle has a package.json with the name of its package.
  modulePathIgnorePatterns: ['<rootDir>/(apps|packages)/[^/]+/dist/'],
  testEnvironment: 'node',
  extensionsToTreatAsEsm: ['.ts'],
  transform: {
    '\\.ts$': [
      '@swc/jest',
      {
        jsc: { parser: { syntax: 'typescript' }, target: 'es2024' },
        module: { type: 'es6' },
        sourceMaps: 'inline',
      },
    ],
  },
  injectGlobals: false,
  testTimeout: 20_000,
  // Most tests wait for sockets: one core less, Jest's default, halves the speed of a small machine.
  maxWorkers: '100%',
};
