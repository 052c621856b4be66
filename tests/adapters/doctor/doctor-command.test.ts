// The doctor prints a line for each check, ends with 1 where something is to be mended, and never tells a secret.
// SPDX-FileCopyrightText: 2026 The OSPO Counselor contributors
// SPDX-License-Identifier: Apache-2.0

import {join} from 'node:path'
import {afterEach, beforeEach, describe, expect, it} from '@jest/globals'
import {checksFor} from '../../../adapters/doctor/doctor.ts'
import {doctorCommand} from '../../../adapters/doctor/doctor-command.ts'
import type {Check} from '../../../adapters/doctor/finding.ts'
import {bad, doubtful, good} from '../../../adapters/doctor/finding.ts'
import {CounselorError} from '../../../src/errors.ts'
import {temporaryFolder} from '../../doubles/temporary-folder.ts'
import {ourLibrary} from '../../doubles/world.ts'

const check = (name: string, run: Check['run']): Check => ({name, run})
const well = check('Node', async () => [good('Node', '24.0.0')])
const odd = check('disk', async () => [doubtful('disk', 'little is free', 'Make room.')])
const wrong = check('PORT', async () => [bad('PORT', 'port 80 is taken', 'Set another one.')])

async function run(args: readonly string[], ...checks: readonly Check[]) {
  let printed = ''
  const code = await doctorCommand(args, checks, text => {
    printed += text
  })
  return {code, printed}
}

describe('the doctor', () => {
  it('says with a mark how each thing is, and how to mend it', async () => {
    const printed = [
      '✓ Node: 24.0.0.',
      '! disk: little is free. Make room.',
      '✗ PORT: port 80 is taken. Set another one.',
      'To be mended: 1. Worth a look: 1.',
      '',
    ].join('\n')
    expect(await run([], well, odd, wrong)).toEqual({code: 1, printed})
  })

  it('ends with 0 where nothing has to be mended', async () => {
    expect(await run([], well)).toEqual({code: 0, printed: '✓ Node: 24.0.0.\nAll is well.\n'})
    expect((await run([], odd)).code).toBe(0)
  })

  it('says the same as JSON', async () => {
    const {code, printed} = await run(['--json'], well, wrong)
    expect(code).toBe(1)
    expect(JSON.parse(printed)).toEqual({
      ok: false,
      findings: [good('Node', '24.0.0'), bad('PORT', 'port 80 is taken', 'Set another one.')],
    })
  })

  it('finds bad what cannot be checked, and tells no words of libraries', async () => {
    const ours = check('storage', async () => {
      throw new CounselorError('store-unavailable', 'The storage failed.')
    })
    const theirs = check('storage', async () => {
      throw Object.assign(new Error('postgres://user:top-secret@host'), {code: 'ECONNREFUSED'})
    })
    const {code, printed} = await run([], ours, theirs)
    expect(code).toBe(1)
    expect(printed).toContain('✗ storage: The storage failed. Check that STORE_URL')
    expect(printed).toContain('✗ storage: it could not be checked: ECONNREFUSED.')
    expect(printed).not.toContain('top-secret')
  })

  it.each([[['--yaml']], [['--json', 'more']]])('called with %j says how it is called', async args => {
    expect(await run(args, well)).toMatchObject({code: 2, printed: expect.stringMatching(/^Usage: npm run -s doctor/)})
  })
})

describe('the checks for an environment', () => {
  let folder: ReturnType<typeof temporaryFolder>
  beforeEach(() => {
    folder = temporaryFolder()
  })
  afterEach(() => folder.remove())

  const knowledge = async () => (await ourLibrary()).knowledge
  const checks = (env: Readonly<Record<string, string>>) =>
    checksFor({env, now: Date.now, knowledge, folder: folder.path})

  it('of a newcomer find all well', async () => {
    const STORE_URL = `sqlite:${join(folder.path, 'new', 'counselor.sqlite')}`
    const {code, printed} = await run([], ...checks({STORE_URL, PORT: '0'}))
    expect(printed.split('\n').filter(line => line.startsWith('✗'))).toEqual([])
    expect(code).toBe(0)
    for (const name of ['configuration', 'Node', 'clock', 'disk', 'storage', 'knowledge', 'PORT']) {
      expect(printed).toMatch(new RegExp(`^[✓!] ${name}: `, 'm'))
    }
  })

  it('tell every fault of the configuration at once, with what nobody reads', async () => {
    const env = {PORT: 'x', LOG_LEVEL: 'loud', SLACK_BOT_TOKN: 'xoxb-top-secret', STORE_URL: 'sqlite::memory:'}
    const {code, printed} = await run([], ...checks(env))
    expect(code).toBe(1)
    expect(printed).toContain('✗ configuration: PORT is "x"')
    expect(printed).toContain('✗ configuration: LOG_LEVEL is "loud"')
    expect(printed).toContain('! configuration: nobody reads SLACK_BOT_TOKN. Perhaps SLACK_BOT_TOKEN was meant.')
    expect(printed).not.toContain('top-secret')
  })

  it('find a storage that is away, without telling its password', async () => {
    const STORE_URL = 'postgres://user:top-secret@127.0.0.1:1/database'
    const {code, printed} = await run([], ...checks({STORE_URL, PORT: '0'}))
    expect(code).toBe(1)
    expect(printed).toMatch(/^✗ storage: The storage failed at "open" with ECONNREFUSED\. Check that STORE_URL/m)
    expect(printed).not.toContain('top-secret')
  })

  it('say that nothing would be served', async () => {
    const {printed} = await run([], ...checks({WEB_CHAT: 'off', STORE_URL: 'sqlite::memory:', PORT: '0'}))
    expect(printed).toContain('✗ configuration: no platform is configured and the web chat is off.')
  })
})
