// How the process ends: service managers read from the code whether starting it again is of any use.
// SPDX-FileCopyrightText: 2026 The OSPO Counselor contributors
// SPDX-License-Identifier: Apache-2.0

import {spawnSync} from 'node:child_process'
import {join} from 'node:path'
import {describe, expect, it} from '@jest/globals'
import {openStore} from '../adapters/store/open-store.ts'
import {projectFolder} from './doubles/source-files.ts'
import {temporaryFolder} from './doubles/temporary-folder.ts'

/** Runs the built program to its end. */
function run(args: readonly string[], env: Readonly<Record<string, string>>) {
  const program = join(projectFolder, 'dist/src/main.js')
  const {status, stderr, stdout} = spawnSync('node', [program, ...args], {
    env: {PATH: process.env['PATH'], ...env},
    encoding: 'utf8',
    timeout: 60_000,
  })
  return {status, told: `${stdout}${stderr}`}
}

describe('the process ends with', () => {
  it('78 and the fix where a later version wrote the storage, and changes nothing there', async () => {
    const folder = temporaryFolder()
    const url = `sqlite:${join(folder.path, 'c.sqlite')}`
    const store = await openStore(url)
    await store.put('schema', {version: 99})
    await store.close()
    for (const args of [[], ['audit'], ['chat']]) {
      const {status, told} = run(args, {STORE_URL: url, PORT: '0'})
      expect({args, status}).toEqual({args, status: 78})
      expect(told).toContain('The storage is of version 99')
      expect(told).toContain('To mend it: Run the version that wrote the storage')
    }
    const after = await openStore(url)
    expect(await after.get('schema')).toEqual({version: 99})
    await after.close()
    folder.remove()
  }, 120_000)

  it('78 where a list of roles or a period is wrong, with the variable and what is right', () => {
    const wrong = run(['audit'], {STORE_URL: 'sqlite::memory:', RETENTION_DAYS: 'answers=999'})
    expect(wrong.status).toBe(78)
    expect(wrong.told).toContain('it can be shortened, never lengthened')
  }, 60_000)

  it('0 for the audit log of an empty storage', () => {
    expect(run(['audit'], {STORE_URL: 'sqlite::memory:'})).toEqual({status: 0, told: '0 acts\n'})
  }, 60_000)
})
