// All faults of a configuration at once, for whoever sets up a counselor and does not want to start it ten times.
// SPDX-FileCopyrightText: 2026 The OSPO Counselor contributors
// SPDX-License-Identifier: Apache-2.0

import type {Config} from './config.ts'
import {readConfig} from './config.ts'
import {areas, settings} from './config-reference.ts'
import type {Environment} from './environment.ts'
import {CounselorError} from './errors.ts'

/** What an environment says, as far as it can be read. */
export interface ReadAsFarAsPossible {
  /** The sentences of {@link readConfig}; of variables that only work together, the first fault. */
  readonly faults: readonly string[]
  /** The configuration without what is at fault; undefined where nothing can be read. */
  readonly config: Config | undefined
}

/**
 * Reads the environment; where it has a fault, again without what the fault is about.
 * @param env variables by name
 */
export function readAsFarAsPossible(env: Environment): ReadAsFarAsPossible {
  const left = {...env}
  const faults: string[] = []
  for (;;) {
    try {
      return {faults, config: readConfig(left)}
    } catch (error) {
      if (!(error instanceof CounselorError)) throw error
      const names = namesIn(error.message)
      const [subject = ''] = names
      // About a variable that we took away ourselves nobody has to be told.
      const isSet = left[subject] !== undefined
      if (isSet || env[subject] === undefined) faults.push(error.message)
      const gone = isSet && !worksTogether(subject) ? [subject] : names.flatMap(others)
      const before = Object.keys(left).length
      for (const name of gone) delete left[name]
      if (Object.keys(left).length === before) return {faults, config: undefined}
    }
  }
}

/** Our variables in a sentence, in their order. */
function namesIn(sentence: string): string[] {
  const words = sentence.match(/\w+/g) ?? []
  return words.filter(word => settings.some(({name}) => name === word))
}

/** One without the others would only lead to a fault that nobody made. */
function worksTogether(name: string): boolean {
  return areas.some(area => area.together === true && area.settings.some(each => each.name === name))
}

/** All variables of the area to which one belongs. */
function others(name: string): string[] {
  const area = areas.find(({settings}) => settings.some(each => each.name === name))
  return area?.settings.map(each => each.name) ?? []
}
