// Plugins of Stryker: one that lets only a drawn share of the mutants be tried, and one that notes each as it is done.
// SPDX-FileCopyrightText: 2026 The OSPO Counselor contributors
// SPDX-License-Identifier: Apache-2.0

import {createHash} from 'node:crypto'
import {appendFileSync, mkdirSync, rmSync} from 'node:fs'
import {declareClassPlugin, PluginKind} from '@stryker-mutator/api/plugin'
import {notesOf, room, seed, share} from './settings.js'

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

/** A run takes hours, so what is known is there when it is broken off. */
class Notes {
  onMutationTestingPlanReady() {
    mkdirSync('.cache/mutation', {recursive: true})
    rmSync(notesOf(room), {force: true})
  }

  onMutantTested({fileName, location, mutatorName, replacement, status}) {
    appendFileSync(
      notesOf(room),
      `${JSON.stringify({fileName, line: location.start.line, mutatorName, replacement, status})}\n`,
    )
  }
}

export const strykerPlugins = [
  declareClassPlugin(PluginKind.Checker, 'sample', Sample),
  declareClassPlugin(PluginKind.Reporter, 'notes', Notes),
]
