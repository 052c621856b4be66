// The reference of the configuration names exactly the variables that the code reads, and the page is made from it.
// SPDX-FileCopyrightText: 2026 The OSPO Counselor contributors
// SPDX-License-Identifier: Apache-2.0

import {readFileSync} from 'node:fs'
import {join} from 'node:path'
import {describe, expect, it} from '@jest/globals'
import {configCommand, referencePage} from '../src/commands/config-command.ts'
import {settings} from '../src/config-reference.ts'
import {projectFolder, sourceFiles} from './doubles/source-files.ts'

/** How a variable stands in the files that read the configuration, and how it is read anywhere else. */
const inConfig = /'((?:[A-Z]+_)+[A-Z]+|PORT|Microsoft[A-Z]\w+)'/g
const elsewhere = /\benv\['(\w+)'\]/g

function variablesRead(): Set<string> {
  const files = [...sourceFiles('src'), ...sourceFiles('adapters')]
  const isConfig = (path: string) => /^src\/(?:config|[a-z-]+-config|environment)\.ts$/.test(path)
  const names = files.flatMap(({path, text}) => {
    const found = [...text.matchAll(elsewhere), ...(isConfig(path) ? text.matchAll(inConfig) : [])]
    return found.map(([, name = '']) => name)
  })
  return new Set(names)
}

describe('the reference', () => {
  const names = settings.map(({name}) => name)

  it('names every variable that the code reads', () => {
    expect([...variablesRead()].filter(name => !names.includes(name))).toEqual([])
  })

  it('names no variable that nobody reads', () => {
    const read = variablesRead()
    expect(names.filter(name => !read.has(name))).toEqual([])
  })

  it('names each variable once, and says of each what it is and what it takes', () => {
    expect(new Set(names).size).toBe(names.length)
    expect(settings.filter(({meaning, form, usual}) => [meaning, form, usual].some(text => text === ''))).toEqual([])
  })

  it('tells what is secret: every token, secret, password and key, and addresses that may hold one', () => {
    const secret = settings.filter(each => each.secret).map(({name}) => name)
    expect(secret).toEqual(names.filter(name => /TOKEN|SECRET|KEY$|Password|STORE_URL|HEADERS/.test(name)))
  })

  it('fits into its tables', () => {
    const cells = settings.flatMap(({meaning, form, usual}) => [meaning, form, usual])
    expect(cells.filter(text => /[|\n]/.test(text))).toEqual([])
  })
})

describe('the page', () => {
  it('docs/configuration.md is what `npm run -s config reference` prints', () => {
    expect(readFileSync(join(projectFolder, 'docs/configuration.md'), 'utf8')).toBe(referencePage())
  })
})

describe('the command', () => {
  const run = (args: readonly string[], names: readonly string[] = []) => {
    let printed = ''
    const code = configCommand(args, names, text => {
      printed += text
    })
    return {code, printed}
  }

  it('prints the page', () => {
    expect(run(['reference'])).toEqual({code: 0, printed: referencePage()})
  })

  it('names what is not ours, and ends with 1', () => {
    const printed = 'SLACK_BOT_TOKN is not read; perhaps SLACK_BOT_TOKEN was meant.\n'
    expect(run(['check'], ['PATH', 'SLACK_BOT_TOKN'])).toEqual({code: 1, printed})
    expect(run(['check'], ['PATH', 'SLACK_BOT_TOKEN'])).toEqual({code: 0, printed: ''})
  })

  it.each([[[]], [['chekc']], [['check', 'more']]])('called with %j says how it is called', args => {
    expect(run(args)).toMatchObject({code: 2, printed: expect.stringContaining('Usage: npm run -s config')})
  })
})
