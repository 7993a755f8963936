/** Type errors are not reported here (`isolatedModules`): `npm run typecheck` is its own gate. */
module.exports = {
  testEnvironment: 'node',
  roots: ['<rootDir>/test'],
  transform: { '^.+\\.ts$': ['ts-jest', { tsconfig: 'tsconfig.json' }] },
  testTimeout: 60_000,
  // also with two processors: a worker that deploys an app waits most of its time
  maxWorkers: '100%',
  testSequencer: './test/support/slowest-first.cjs',
  globalSetup: './test/support/global-setup.ts',
  globalTeardown: './test/support/global-teardown.ts',
  coverageDirectory: 'coverage',
  collectCoverageFrom: ['lib/**/*.ts', 'lambda/**/*.ts', 'cli/**/*.ts', 'rehearsal/**/*.ts'],
  coverageThreshold: { './lambda/topology/': { branches: 100, functions: 100, lines: 100, statements: 100 } },
};
