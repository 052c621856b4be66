// The command `store copy` moves every row with its life time, goes on after a break, and says honestly how it ended.
// SPDX-FileCopyrightText: 2026 The OSPO Counselor contributors
// SPDX-License-Identifier: Apache-2.0

import {copyFileSync, readdirSync, readFileSync, statSync, writeFileSync} from 'node:fs'
import {join} from 'node:path'
import {afterEach, beforeEach, describe, expect, it} from '@jest/globals'
import type {Backend} from '../../../adapters/store/backend.ts'
import {copyRows} from '../../../adapters/store/copy-rows.ts'
import {openStore} from '../../../adapters/store/open-store.ts'
import {openSqlite} from '../../../adapters/store/sqlite-backend.ts'
import {inMemory} from '../../../adapters/store/sqlite-file.ts'
import {storeCommand} from '../../../adapters/store/store-command.ts'
import {recordingLog} from '../../doubles/recording-log.ts'
import {temporaryFolder} from '../../doubles/temporary-folder.ts'

let folder: ReturnType<typeof temporaryFolder>
let printed: string
let from: string
let to: string

beforeEach(() => {
  folder = temporaryFolder()
  printed = ''
  from = `sqlite:${join(folder.path, 'from.db')}`
  to = `sqlite:${join(folder.path, 'to.db')}`
})
afterEach(() => folder.remove())

const run = (...args: string[]) =>
  storeCommand(args, {
    storeUrl: from,
    write: text => {
      printed += text
    },
    log: recordingLog(Date.now).log,
  })

async function fill(url: string, count: number, value: unknown = 'old'): Promise<void> {
  const store = await openStore(url)
  await Promise.all(Array.from({length: count}, (_, i) => store.put(`key:${i}:é🦀`, value)))
  await store.close()
}

describe('store copy', () => {
  it('copies everything, tells how far it is, and compares', async () => {
    await fill(from, 1_203)
    expect(await run('copy', from, to)).toBe(0)
    expect(printed).toContain('500 rows read, 500 written\n')
    expect(printed).toContain('All 1203 rows are at TO, compared one by one; 1203 of them were written now.')
    const copy = await openStore(to)
    expect(await copy.get('key:1202:é🦀')).toBe('old')
    await copy.close()
  })

  it('started again writes only what is missing or differs', async () => {
    await fill(from, 700)
    await fill(to, 600)
    await fill(to, 3, 'other')
    expect(await run('copy', from, to)).toBe(0)
    expect(printed).toContain('All 700 rows are at TO, compared one by one; 103 of them were written now.')
  })

  it('leaves what only the other side has, and says so', async () => {
    await fill(from, 2)
    await fill(to, 5)
    expect(await run('copy', from, to)).toBe(0)
    expect(printed).toContain('TO holds 3 rows that FROM does not')
  })

  it.each([[[]], [['copy', 'sqlite:a']], [['move', 'sqlite:a', 'sqlite:b']], [['copy', 'a', 'b', 'c']]])(
    'called with %j says how it is called',
    async args => {
      expect(await run(...args)).toBe(2)
      expect(printed).toMatch(/^Usage: npm run -s store -- copy FROM TO/)
    },
  )

  it('names the side whose address is wrong', async () => {
    await expect(run('copy', 'nonsense', to)).rejects.toThrow('FROM has no scheme')
    await expect(run('copy', from, 'ftp:x')).rejects.toThrow('TO has the unknown scheme ftp:')
  })
})

describe('store backup', () => {
  it('copies everything as it is, while somebody writes, and it can be put back', async () => {
    await fill(from, 300)
    const running = await openStore(from)
    const writes = Promise.all(Array.from({length: 50}, (_, i) => running.put(`later:${i}`, i)))
    const file = join(folder.path, "it's a backup.db")
    expect(await run('backup', file)).toBe(0)
    expect(printed).toBe(`Everything as it was at this moment is in ${file}.\n`)
    await writes
    await running.close()
    expect(statSync(file).mode & 0o777).toBe(0o600)
    copyFileSync(file, to.slice('sqlite:'.length))
    const restored = await openStore(to)
    const keys: string[] = []
    for await (const [key] of restored.list('key:')) keys.push(key)
    expect(keys).toHaveLength(300)
    expect(await restored.get('key:7:é🦀')).toBe('old')
    await restored.close()
  })

  it('never writes over a file', async () => {
    await fill(from, 1)
    const file = join(folder.path, 'there.db')
    writeFileSync(file, 'dear')
    await expect(run('backup', file)).rejects.toMatchObject({code: 'store-unavailable'})
    expect(readFileSync(file, 'utf8')).toBe('dear')
  })

  it('makes nothing of nothing', async () => {
    await expect(run('backup', join(folder.path, 'copy.db'))).rejects.toThrow('There is no file')
    expect(readdirSync(folder.path)).toEqual([])
  })

  it('of a server, or of memory, says what to do instead', async () => {
    for (const url of ['postgres://user:top-secret@host/db', 'redis://host', 'sqlite::memory:']) {
      from = url
      printed = ''
      expect(await run('backup', join(folder.path, 'copy.db'))).toBe(1)
      expect(printed).toContain('pg_dump')
      expect(printed).not.toContain('top-secret')
    }
    expect(readdirSync(folder.path)).toEqual([])
  })
})

describe('a copied row', () => {
  let now: number
  const open = () => openSqlite(inMemory, () => now)
  const get = (backend: Backend) => backend.rows.get('short')

  it('lives as long as it would have lived, and not a moment longer', async () => {
    now = Date.UTC(2026, 10, 24)
    const [one, other] = [await open(), await open()]
    await one.rows.set('short', 'x', 1_000)
    await one.rows.set('long', 'x')
    now += 400
    await copyRows(one, other, () => undefined)
    now += 599
    expect(await get(other)).toBe('x')
    now += 1
    expect(await get(other)).toBeUndefined()
    expect(await other.rows.get('long')).toBe('x')
    await Promise.all([one.close(), other.close()])
  })

  it('that somebody changes meanwhile is told', async () => {
    now = Date.UTC(2026, 10, 24)
    const [one, other] = [await open(), await open()]
    await one.rows.set('key', 'old')
    let changed: Promise<unknown> | undefined
    const copied = await copyRows(one, other, () => {
      changed = one.rows.set('key', 'new')
    })
    await changed
    expect(copied).toEqual({rows: 1, written: 1, different: 1, more: 0})
    await Promise.all([one.close(), other.close()])
  })
})
