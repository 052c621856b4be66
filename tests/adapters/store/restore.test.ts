// Backups by the words of docs/operate.md, with the tools that it names, and what is there after restoring them.
// SPDX-FileCopyrightText: 2026 The OSPO Counselor contributors
// SPDX-License-Identifier: Apache-2.0

import {execFileSync} from 'node:child_process'
import {cpSync, readFileSync, rmSync} from 'node:fs'
import {join} from 'node:path'
import {setTimeout as sleep} from 'node:timers/promises'
import {describe, expect, it} from '@jest/globals'
import {createClient} from '@redis/client'
import {openStore} from '../../../adapters/store/open-store.ts'
import type {Store} from '../../../src/store.ts'
import {projectFolder} from '../../doubles/source-files.ts'
import {serverProgram, startPostgres, startRedis} from '../../doubles/store-servers.ts'
import {temporaryFolder} from '../../doubles/temporary-folder.ts'

const page = readFileSync(join(projectFolder, 'docs/operate.md'), 'utf8')
const inCi = process.env['CI'] === 'true'
const postgres = serverProgram('postgres') !== undefined || inCi ? describe : describe.skip
const redis = serverProgram('redis') !== undefined || inCi ? describe : describe.skip

async function fill(store: Store): Promise<void> {
  await Promise.all(Array.from({length: 200}, (_, i) => store.put(`kept:${i}:é🦀`, {i}, i % 2 ? 3_600_000 : undefined)))
}

async function expectAll(store: Store): Promise<void> {
  const found: number[] = []
  for await (const [, {i}] of store.list<{i: number}>('kept:')) found.push(i)
  expect(found.sort((a, b) => a - b)).toEqual(Array.from({length: 200}, (_, i) => i))
  expect(await store.get('later')).toBeUndefined()
}

postgres('Postgres', () => {
  it('is dumped while it runs, and restored into an empty database', async () => {
    const tool = (name: string) => join(serverProgram('postgres') ?? '', '..', name)
    const folder = temporaryFolder()
    const server = await startPostgres()
    try {
      const [url, empty] = [await server.place(), await server.place()]
      const store = await openStore(url)
      await fill(store)
      const file = join(folder.path, 'counselor.dump')
      expect(page).toContain('pg_dump --format=custom --file=counselor.dump "$STORE_URL"')
      execFileSync(tool('pg_dump'), ['--format=custom', `--file=${file}`, url])
      await store.put('later', true)
      await store.close()
      expect(page).toContain('pg_restore --no-owner --dbname="$STORE_URL" counselor.dump')
      execFileSync(tool('pg_restore'), ['--no-owner', `--dbname=${empty}`, file])
      const restored = await openStore(empty)
      await expectAll(restored)
      // It is a whole store again, with its life times and its operations.
      expect(await restored.create('kept:0:é🦀', 1)).toBe(false)
      await restored.close()
    } finally {
      await server.stop()
      folder.remove()
    }
  }, 60_000)
})

redis('Redis', () => {
  it('has its append-only files copied while it runs, and put back', async () => {
    const folder = temporaryFolder()
    const server = await startRedis()
    try {
      const url = await server.place()
      const store = await openStore(url)
      await fill(store)
      expect(page).toContain('BGREWRITEAOF')
      await rewritten(url)
      const files = join(server.folder, 'appendonlydir')
      cpSync(files, join(folder.path, 'appendonlydir'), {recursive: true})
      await store.put('later', true)
      await store.close()
      await server.kill()
      rmSync(files, {recursive: true})
      cpSync(join(folder.path, 'appendonlydir'), files, {recursive: true})
      await server.restart()
      const restored = await opened(url)
      await expectAll(restored)
      await restored.close()
    } finally {
      await server.stop()
      folder.remove()
    }
  }, 60_000)
})

/** Has the append-only files written anew, and waits for the end of it. */
async function rewritten(url: string): Promise<void> {
  const client = createClient({url})
  await client.connect()
  await client.bgRewriteAof()
  while (/aof_rewrite_(?:in_progress|scheduled):1/.test(await client.info('persistence'))) await sleep(20)
  await client.close()
}

/** Redis answers before it has read its files. */
async function opened(url: string): Promise<Store> {
  for (let tries = 0; ; tries += 1) {
    try {
      return await openStore(url)
    } catch (error) {
      if (tries > 100) throw error
      await sleep(50)
    }
  }
}
