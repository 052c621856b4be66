// The tests that judge a changed room: its own and the stories, without those that need a build or other processes.
// SPDX-FileCopyrightText: 2026 The OSPO Counselor contributors
// SPDX-License-Identifier: Apache-2.0

import base from '../../jest.config.js'
import {room} from './settings.js'

const folders = {
  answers: ['answers', 'stories'],
  surveys: ['surveys', 'stories'],
  schedule: ['schedule', 'stories', 'tips'],
}

export default {
  ...base,
  rootDir: '../..',
  testMatch: folders[room].map(folder => `<rootDir>/tests/${folder}/**/*.test.ts`),
  testPathIgnorePatterns: ['surveys/votes.test.ts', 'tips/year.test.ts', 'slow-patterns.test.ts'],
  setupFiles: [...base.setupFiles, '<rootDir>/bench/mutation/no-shrinking.js'],
  testSequencer: '<rootDir>/bench/mutation/own-tests-first.cjs',
}
