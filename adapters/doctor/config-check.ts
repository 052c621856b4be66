// Checks the environment: every fault at once, and variables that look like ours and are not.
// SPDX-FileCopyrightText: 2026 The OSPO Counselor contributors
// SPDX-License-Identifier: Apache-2.0

import type {ReadAsFarAsPossible} from '../../src/config-faults.ts'
import {fixes} from '../../src/errors.ts'
import {unknownVariables} from '../../src/unknown-variables.ts'
import type {Check} from './finding.ts'
import {bad, doubtful, good} from './finding.ts'

const name = 'configuration'

/**
 * @param read what could be read of the environment
 * @param names the names of all variables that are set
 */
export function configCheck({faults, config}: ReadAsFarAsPossible, names: readonly string[]): Check {
  return {
    name,
    run: async () => {
      const wrong = faults.map(fault => bad(name, fault.replace(/\.$/, ''), fixes['config-invalid']))
      const strange = unknownVariables(names).map(({name: variable, likely}) =>
        doubtful(
          name,
          `nobody reads ${variable}`,
          likely ? `Perhaps ${likely} was meant.` : 'Take it away, if it is ours at all.',
        ),
      )
      const idle = config && !config.webChat.on && !config.slack && wrong.length === 0 && !hasTeams(names)
      const nothing = idle
        ? [bad(name, 'no platform is configured and the web chat is off', 'Set the variables of one of them.')]
        : []
      const all = [...wrong, ...nothing, ...strange]
      return all.length > 0 ? all : [good(name, 'every variable is as it should be')]
    },
  }
}

function hasTeams(names: readonly string[]): boolean {
  return names.some(each => each === 'MicrosoftAppId' || each === 'TEAMS_ANONYMOUS')
}
