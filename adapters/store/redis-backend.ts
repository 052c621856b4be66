// Redis: the engine for many machines that answers fastest, if it keeps what it acknowledged; alone in running its client.
// SPDX-FileCopyrightText: 2026 The OSPO Counselor contributors
// SPDX-License-Identifier: Apache-2.0

import {createHash} from 'node:crypto'
import {createClient} from '@redis/client'
import {CounselorError} from '../../src/errors.ts'
import type {Log} from '../../src/log.ts'
import {errorFacts} from '../../src/log.ts'
import type {Backend, KeyvRows, Row, Writing} from './backend.ts'
import {prefixEnd} from './entry.ts'
import {scripts} from './redis-scripts.ts'

const connectMs = 1_500
// Longer than any script takes: a server that says nothing for so long is let go of, and found again.
const silenceMs = 5_000
const longestPauseMs = 1_000

/** What must not be set in the server: it would drop our rows when memory runs out. */
const dropsNothing = 'noeviction'

type Client = ReturnType<typeof clientFor>
type ScriptName = keyof typeof scripts

/**
 * Opens a server. It is refused where it would lose what it acknowledged: without an append-only file, or with a policy
 * that drops keys when memory runs out.
 * @param url `redis://…` or `rediss://…`
 * @param log where the loss of the connection is told
 * @throws CounselorError `config-invalid` for a server that may lose rows; else the error of the client
 */
export async function openRedis(url: string, log: Log): Promise<Backend> {
  const client = clientFor(url)
  client.on('error', (error: unknown) => log.warn('the connection to the storage was lost', errorFacts(error)))
  try {
    await firstConnection(client)
    await checkDurability(client)
    return new RedisBackend(client)
  } catch (error) {
    client.destroy()
    throw error
  }
}

function clientFor(url: string) {
  return createClient({
    url,
    name: 'ospo-counselor',
    // What cannot be sent now fails now: a write that is sent a minute later would surprise everybody.
    disableOfflineQueue: true,
    socket: {
      connectTimeout: connectMs,
      socketTimeout: silenceMs,
      reconnectStrategy: tries => Math.min(50 * 2 ** tries, longestPauseMs),
    },
    pingInterval: silenceMs / 2,
  })
}

/** By itself the client would try for ever; at the start somebody waits for a clear word. */
async function firstConnection(client: Client): Promise<void> {
  const failed = new Promise<never>((_, reject) => client.once('error', reject))
  await Promise.race([client.connect(), failed])
}

async function checkDurability(client: Client): Promise<void> {
  const info = `${await client.info('persistence')}\n${await client.info('memory')}`
  const said = (name: string) => new RegExp(`^${name}:(.*?)\\s*$`, 'm').exec(info)?.[1]
  if (said('aof_enabled') !== '1') {
    const what = 'STORE_URL names a Redis that keeps no append-only file, so a crash would lose what it acknowledged;'
    throw new CounselorError('config-invalid', `${what} set "appendonly yes" there.`)
  }
  const policy = said('maxmemory_policy')
  if (policy !== dropsNothing) {
    const what = `STORE_URL names a Redis whose maxmemory-policy is ${policy}, which drops what we keep;`
    throw new CounselorError('config-invalid', `${what} set "maxmemory-policy ${dropsNothing}" there.`)
  }
}

class RedisBackend implements Backend {
  readonly rows: KeyvRows
  readonly #client: Client

  constructor(client: Client) {
    this.#client = client
    this.rows = {
      opts: {},
      get: key => this.#get(key),
      set: (key, value, ttlMs) => this.#wrote('set', [key, value, ttlMs ?? 0]),
      delete: key => this.#wrote('delete', [key]),
      clear: () => Promise.reject(new Error('The store is never cleared.')),
    }
  }

  create(key: string, to: Writing): Promise<boolean> {
    return this.#wrote('create', [key, to.value, to.ttlMs ?? 0])
  }

  swap(key: string, old: string, to: Writing): Promise<boolean> {
    return this.#wrote('swap', [key, to.value, to.ttlMs ?? 0, old])
  }

  async delete(key: string, only?: string): Promise<void> {
    await this.#run('delete', only === undefined ? [key] : [key, only])
  }

  deleteRange(prefix: string, limit: number): Promise<boolean> {
    return this.#wrote('deleteRange', [prefix, prefixEnd(prefix), limit])
  }

  /** Has the append-only file written anew, in the server's own time; one that is under way already will do. */
  async scrub(): Promise<void> {
    await this.#client.bgRewriteAof().catch((error: unknown) => {
      if (!/in progress|scheduled/i.test(String(error))) throw error
    })
  }

  async page(prefix: string, after: string | undefined, limit: number): Promise<readonly Row[]> {
    const from = after === undefined ? `[${prefix}` : `(${after}`
    const found = await this.#run('page', [from, `(${prefixEnd(prefix)}`, limit])
    if (!Array.isArray(found)) throw new TypeError('Redis returned no list of rows.')
    return Array.from({length: found.length / 3}, (_, i) => {
      const left = Number(found[3 * i + 2])
      return {key: String(found[3 * i]), value: String(found[3 * i + 1]), leftMs: left < 0 ? null : left}
    })
  }

  /** `TIME` answers with whole seconds and microseconds. */
  async clock(): Promise<number> {
    const [seconds, micros] = await this.#client.time().then(time => [Number(time[0]), Number(time[1])])
    return (seconds ?? 0) * 1_000 + (micros ?? 0) / 1_000
  }

  async close(): Promise<void> {
    if (this.#client.isReady) await this.#client.close()
    else this.#client.destroy()
  }

  async #get(key: string): Promise<string | undefined> {
    const found = await this.#run('get', [key])
    return typeof found === 'string' ? found : undefined
  }

  async #wrote(name: ScriptName, parts: readonly (string | number)[]): Promise<boolean> {
    return (await this.#run(name, parts)) === 1
  }

  /** By its hash; only a server that has been started anew has to be told the script again. */
  async #run(name: ScriptName, parts: readonly (string | number)[]): Promise<unknown> {
    const args = {arguments: parts.map(String)}
    try {
      return await this.#client.evalSha(hashes[name], args)
    } catch (error) {
      if (!String(error).includes('NOSCRIPT')) throw error
      return this.#client.eval(scripts[name], args)
    }
  }
}

const hashes = Object.fromEntries(
  Object.entries(scripts).map(([name, script]) => [name, createHash('sha1').update(script).digest('hex')]),
) as Readonly<Record<ScriptName, string>>
