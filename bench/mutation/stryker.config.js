// How Stryker changes one room of the core, to see whether its tests notice; `npm run mutation` runs it.
// SPDX-FileCopyrightText: 2026 The OSPO Counselor contributors
// SPDX-License-Identifier: Apache-2.0

import {cores, room} from './settings.js'

export default {
  // Phrases are tables of wording: a test that held each sentence to the letter would only say it twice.
  mutate: [`src/${room}/**/*.ts`, '!src/**/*phrases*.ts'],
  testRunner: 'jest',
  testRunnerNodeArgs: ['--experimental-vm-modules', '--disable-warning=ExperimentalWarning'],
  jest: {configFile: 'bench/mutation/jest.config.js', enableFindRelatedTests: false},
  plugins: ['@stryker-mutator/jest-runner', './bench/mutation/sample.js'],
  checkers: ['sample'],
  coverageAnalysis: 'perTest',
  ignoreStatic: true,
  // TypeScript 7 has no API that Stryker could read this with, and swc takes the types away.
  tsconfigFile: 'none',
  concurrency: cores,
  // Far more than any needs: on a busy machine a time-out would say nothing about the mutant.
  timeoutMS: 30_000,
  dryRunTimeoutMinutes: 20,
  jsonReporter: {fileName: `.cache/mutation/${room}.json`},
  reporters: ['notes', 'json', 'progress-append-only'],
  tempDirName: `.cache/stryker-${room}`,
  ignorePatterns: ['/dist', '/data', '/docs', '/.cache', '/coverage'],
}
