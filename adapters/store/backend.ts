// PORT between keyv-store and an engine: keyv's way to the rows, and the atomic operations on the same rows.
// SPDX-FileCopyrightText: 2026 The OSPO Counselor contributors
// SPDX-License-Identifier: Apache-2.0

/**
 * What keyv calls a storage adapter, as far as we use it. An expired row is never handed out: keyv would delete it
 * by its key, and so could delete a fresh row that another process wrote a moment later.
 */
export interface KeyvRows {
  /** keyv reads it to find an iterator, which we never use. */
  readonly opts: Readonly<Record<string, unknown>>
  /** keyv writes it; always undefined, since our keys are whole. */
  namespace?: string | undefined
  /** The text of a live row, or undefined. */
  get(key: string): Promise<string | undefined>
  /** Writes a row, for `ttlMs` milliseconds or for good. */
  set(key: string, value: string, ttlMs?: number): Promise<boolean>
  /** Removes a row; whether there was one. */
  delete(key: string): Promise<boolean>
  /** keyv asks for it; it must fail, nothing ever clears the whole store. */
  clear(): Promise<void>
}

/** The new text of a row, and its life time in milliseconds, undefined for good. */
export interface Writing {
  readonly value: string
  readonly ttlMs: number | undefined
}

/** A live row: its key and its text, and how long it still lives in milliseconds, null for good. */
export interface Row {
  readonly key: string
  readonly value: string
  readonly leftMs: number | null
}

/**
 * One engine. Keys and texts come checked. An operation is atomic across processes and durable when it resolves;
 * it rejects with the engine's error, or with `store-timeout` where it gave up and surely wrote nothing.
 */
export interface Backend {
  /** The rows as keyv sees them. */
  readonly rows: KeyvRows
  /** Writes a row that is absent or expired: true for exactly one caller. */
  create(key: string, to: Writing): Promise<boolean>
  /** Writes a live row that still has the old text: true where it did. */
  swap(key: string, old: string, to: Writing): Promise<boolean>
  /** Removes a row, with `only` just where it still has that text. */
  delete(key: string, only?: string): Promise<void>
  /**
   * Removes rows with a prefix, expired ones too: true where there may be more.
   * @param limit the most rows, so that others come in between
   */
  deleteRange(prefix: string, limit: number): Promise<boolean>
  /** Clears the engine's own files of what rows held that have been removed or changed; it may wait for readers. */
  scrub(): Promise<void>
  /**
   * The next live rows with a prefix, in the order of their keys' UTF-8 bytes.
   * @param after the last key of the page before, or undefined for the first page
   * @param limit the most rows; fewer come only where no more follow
   */
  page(prefix: string, after: string | undefined, limit: number): Promise<readonly Row[]>
  /** The engine's own clock, in milliseconds since 1970; undefined where it has none but this machine's. */
  clock(): Promise<number | undefined>
  /** Lets go of files and connections; called once, after the last operation. */
  close(): Promise<void>
}
