// A plugin of Stryker that lets only a drawn share of the mutants be tried, the same ones for the same seed.
// SPDX-FileCopyrightText: 2026 The OSPO Counselor contributors
// SPDX-License-Identifier: Apache-2.0

import {createHash} from 'node:crypto'
import {declareClassPlugin, PluginKind} from '@stryker-mutator/api/plugin'
import {seed, share} from './settings.js'

class Sample {
  async init() {}

  /** Stryker leaves those out of its score that do not compile, which is the one way to leave out a single mutant. */
  async check(mutants) {
    const left = {status: 'compileError', reason: 'not drawn'}
    return Object.fromEntries(mutants.map(each => [each.id, isDrawn(each) ? {status: 'passed'} : left]))
  }
}

/** By what a mutant is and not by its number, so that a change elsewhere draws no others. */
function isDrawn({fileName, location, replacement}) {
  const file = fileName.slice(fileName.lastIndexOf('/src/'))
  const what = JSON.stringify([seed, file, location.start, location.end, replacement])
  return createHash('sha256').update(what).digest().readUInt32BE() < share * 2 ** 32
}

export const strykerPlugins = [declareClassPlugin(PluginKind.Checker, 'sample', Sample)]
