// Lets the tests of a room go before the stories, since they are quicker and the first that fails ends a run.
// SPDX-FileCopyrightText: 2026 The OSPO Counselor contributors
// SPDX-License-Identifier: Apache-2.0

const Sequencer = require('@jest/test-sequencer').default

module.exports = class extends Sequencer {
  sort(tests) {
    const rank = ({path}) => (path.includes('/stories/') ? 1 : 0)
    return [...tests].sort((a, b) => rank(a) - rank(b) || (a.path < b.path ? -1 : 1))
  }
}
