// The tests that judge a changed room: its own and the stories, without those that need a build or other processes.
// SPDX-FileCopyrightText: 2026 The OSPO Counselor contributors
// SPDX-License-Identifier: Apache-2.0

import base from '../../jest.config.js'
import {room} from './settings.js'

/** What is quick and speaks of the room. */
const tests = {
  answers: ['answers/*', 'stories/!(pulse|readiness|tips|checks)*'],
  surveys: ['surveys/*', 'stories/(pulse|readiness|checks|privacy)*'],
  schedule: ['schedule/*'],
}

export default {
  ...base,
  rootDir: '../..',
  testMatch: tests[room].map(some => `<rootDir>/tests/${some}.test.ts`),
  testPathIgnorePatterns: ['surveys/votes.test.ts', 'quality.test.ts', 'slow-patterns.test.ts'],
  setupFiles: [...base.setupFiles, '<rootDir>/bench/mutation/no-shrinking.js'],
  runner: '<rootDir>/bench/mutation/runner.cjs',
  testTimeout: 20_000,
}
