// Runs, for one changed piece, only the files of tests that run it, the quickest first, until one fails.
// SPDX-FileCopyrightText: 2026 The OSPO Counselor contributors
// SPDX-License-Identifier: Apache-2.0

const {existsSync, mkdirSync, readFileSync, writeFileSync} = require('node:fs')
const {dirname} = require('node:path')
const TestRunner = require('jest-runner').default

/** What the first run, in which nothing is changed, noted of each file; it lies in Stryker's copy of the project. */
const noted = `.cache/mutation/files-${process.env.MUTATION_ROOM}.json`

/** Stryker names the tests that run a piece, but lets jest load every file, and jest does not end at the first failure. */
module.exports = class extends TestRunner {
  async runTests(tests, watcher, options) {
    const pattern = this._globalConfig.testNamePattern
    const known = existsSync(noted) ? JSON.parse(readFileSync(noted, 'utf8')) : undefined
    const files = pattern && known ? withTests(tests, known, new RegExp(pattern, 'i')) : tests
    const seen = {}
    let failed = false
    this.on('test-file-success', ([{path}, result]) => {
      failed ||= result.numFailingTests > 0
      seen[path] = {runtime: result.perfStats.runtime, names: result.testResults.map(({fullName}) => fullName)}
    })
    this.on('test-file-failure', () => {
      failed = true
    })
    for (const file of files) {
      if (failed && pattern) return
      await super.runTests([file], watcher, options)
    }
    if (!pattern) note(seen)
  }
}

function withTests(tests, known, pattern) {
  const names = ({path}) => known[path]?.names ?? []
  const runtime = ({path}) => known[path]?.runtime ?? 0
  return tests
    .filter(test => !known[test.path] || names(test).some(name => pattern.test(name)))
    .sort((one, other) => runtime(one) - runtime(other))
}

function note(seen) {
  mkdirSync(dirname(noted), {recursive: true})
  writeFileSync(noted, JSON.stringify(seen))
}
