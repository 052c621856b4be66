// A store in memory that stays quick with a million keys, for simulations of a long time.
// SPDX-FileCopyrightText: 2026 The OSPO Counselor contributors
// SPDX-License-Identifier: Apache-2.0

import type {Lease, Store} from '../../src/store.ts'

interface Entry {
  readonly json: string
  readonly expires: number
}

/** Keys of one kind, in order once somebody has listed them. */
interface Kind {
  readonly keys: Set<string>
  sorted: string[] | undefined
}

/** Like MemoryStore, but for checks of keys and for engines' order of rare characters; lists cost what they read. */
export class QuickStore implements Store {
  readonly #entries = new Map<string, Entry>()
  readonly #kinds = new Map<string, Kind>()
  readonly #now: () => number
  #leases = 0

  readonly #kept: string

  /**
   * @param now milliseconds since 1970
   * @param kept a kind of record that is kept beyond its time, to be looked at in the end
   */
  constructor(now: () => number, kept = '') {
    this.#now = now
    this.#kept = kept
  }

  async get<T>(key: string): Promise<T | undefined> {
    return this.#read(key) as T | undefined
  }

  async put<T>(key: string, value: T, ttlMs?: number): Promise<void> {
    this.#write(key, value, ttlMs)
  }

  async create<T>(key: string, value: T, ttlMs?: number): Promise<boolean> {
    const free = this.#read(key) === undefined
    if (free) this.#write(key, value, ttlMs)
    return free
  }

  async update<T>(key: string, change: (old: T | undefined) => T, ttlMs?: number): Promise<T> {
    const value = change(this.#read(key) as T | undefined)
    this.#write(key, value, ttlMs)
    return value
  }

  async delete(key: string): Promise<void> {
    this.#remove(key)
  }

  async erase(prefix: string): Promise<void> {
    for await (const [key] of this.list(prefix)) this.#remove(key)
  }

  async *list<T>(prefix: string): AsyncGenerator<readonly [key: string, value: T], void, void> {
    const kind = this.#kinds.get(kindOf(prefix))
    if (!kind) return
    kind.sorted ??= [...kind.keys].sort()
    // What comes or goes meanwhile must not move what is read.
    for (let key = from(kind.sorted, prefix); key?.startsWith(prefix); key = from(kind.sorted ?? [], `${key}\u0000`)) {
      const value = this.#read(key) as T | undefined
      if (value !== undefined) yield [key, value]
    }
  }

  async lease(key: string, owner: string, ms: number): Promise<Lease | undefined> {
    const held = this.#read(key) as {readonly owner: string; readonly number: number} | undefined
    if (held && held.owner !== owner) return undefined
    this.#leases += 1
    const number = this.#leases
    this.#write(key, {owner, number}, ms)
    const release = async () => {
      if ((this.#read(key) as typeof held)?.number === number) this.#remove(key)
    }
    return {release}
  }

  async close(): Promise<void> {}

  #read(key: string): unknown {
    const entry = this.#entries.get(key)
    if (!entry) return undefined
    if (entry.expires > this.#now()) return JSON.parse(entry.json)
    this.#remove(key)
    return undefined
  }

  #write(key: string, value: unknown, ttlMs = Number.POSITIVE_INFINITY): void {
    const name = kindOf(key)
    const kind = this.#kinds.get(name) ?? {keys: new Set<string>(), sorted: undefined}
    this.#kinds.set(name, kind)
    if (!kind.keys.has(key)) {
      kind.keys.add(key)
      kind.sorted?.splice(place(kind.sorted, key), 0, key)
    }
    this.#entries.set(key, {
      json: JSON.stringify(value),
      expires: name === this.#kept ? Number.POSITIVE_INFINITY : this.#now() + ttlMs,
    })
  }

  #remove(key: string): void {
    const kind = this.#kinds.get(kindOf(key))
    this.#entries.delete(key)
    if (kind?.keys.delete(key)) kind.sorted?.splice(place(kind.sorted, key), 1)
  }
}

function kindOf(key: string): string {
  return key.slice(0, key.indexOf(':'))
}

function from(sorted: readonly string[], key: string): string | undefined {
  return sorted[place(sorted, key)]
}

function place(sorted: readonly string[], key: string): number {
  let [low, high] = [0, sorted.length]
  while (low < high) {
    const middle = (low + high) >> 1
    if ((sorted[middle] ?? '') < key) low = middle + 1
    else high = middle
  }
  return low
}
