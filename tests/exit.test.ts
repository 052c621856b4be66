// A process that cannot start ends, with the code by which a service manager knows whether to start it again.
// SPDX-FileCopyrightText: 2026 The OSPO Counselor contributors
// SPDX-License-Identifier: Apache-2.0

import {spawn} from 'node:child_process'
import {once} from 'node:events'
import {join} from 'node:path'
import {describe, expect, it} from '@jest/globals'

const main = join(import.meta.dirname, '../dist/src/main.js')

/** The exit code of a start, and what it said. */
async function start(env: Readonly<Record<string, string>>): Promise<{code: number | null; said: string}> {
  const child = spawn(process.execPath, [main], {env: {PATH: process.env['PATH'], PORT: '0', ...env}})
  let said = ''
  child.stderr.setEncoding('utf8').on('data', (text: string) => {
    said += text
  })
  const [code] = (await once(child, 'close')) as [number | null]
  return {code, said}
}

/** A port on which nobody listens. */
const nowhere = '127.0.0.1:1'

describe('a start that fails', () => {
  it.each([`postgres://counselor@${nowhere}/x`, `redis://${nowhere}`])(
    'ends with 1 where %s is away, although the page of metrics is open already',
    async STORE_URL => {
      const {code, said} = await start({STORE_URL, METRICS_PORT: '0'})
      expect(code).toBe(1)
      expect(said).toContain('To mend it:')
    },
  )

  it('ends with 1 where the platform takes no token, although storage and metrics are open already', async () => {
    const slack = {SLACK_BOT_TOKEN: 'xoxb-1', SLACK_APP_TOKEN: 'xapp-1', SLACK_API_URL: `http://${nowhere}/api/`}
    const {code} = await start({...slack, STORE_URL: 'sqlite::memory:', METRICS_PORT: '0'})
    expect(code).toBe(1)
  })

  it('ends with 78 where the configuration has to be mended', async () => {
    const {code, said} = await start({STORE_URL: 'sqlite::memory:', LOG_LEVEL: 'loud'})
    expect(code).toBe(78)
    expect(said).toContain('LOG_LEVEL')
  })
})
