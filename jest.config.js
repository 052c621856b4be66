// How jest runs the tests: ES modules, TypeScript through swc, the mirror of src/ and adapters/ below tests/.
export default {
  roots: ['<rootDir>/tests'],
  setupFiles: ['<rootDir>/tests/property-seed.ts'],
  setupFilesAfterEnv: ['<rootDir>/tests/tried-again.ts'],
  testMatch: ['**/*.test.ts'],
  extensionsToTreatAsEsm: ['.ts'],
  transform: {
    '\\.ts$': ['@swc/jest', {jsc: {target: 'es2023', parser: {syntax: 'typescript'}}, module: {type: 'es6'}}],
  },
  collectCoverageFrom: ['src/**/*.ts', 'adapters/**/*.ts', '!adapters/web/page/**'],
  coverageProvider: 'v8',
  // Judged where coverage is gathered, which takes half as long again; docs/reliability.md has the figures.
  coverageThreshold: {'./src/': {lines: 95}},
  // Jest leaves one core free, which on two cores is half of the machine.
  maxWorkers: '100%',
  // A worker that has read the knowledge base many times takes longer than half a second to let go of its memory.
  workerGracefulExitTimeout: 10_000,
  // Far above what any test needs: a busy machine must not fail one.
  testTimeout: 60_000,
}
