// What earlier versions left in their storage: rows that their own code wrote, playing a story.
// SPDX-FileCopyrightText: 2026 The OSPO Counselor contributors
// SPDX-License-Identifier: Apache-2.0

import {readdirSync, readFileSync} from 'node:fs'
import {join} from 'node:path'
import type {Store} from '../../src/store.ts'
import {projectFolder} from './source-files.ts'

const folder = join(projectFolder, 'tests/fixtures/stored')

/** A row as it was written down. */
export interface StoredRow {
  readonly key: string
  readonly value: unknown
  /** What was left of its life when it was written down, in milliseconds; null for good. */
  readonly leftMs: number | null
}

/** The names of the versions. */
export function storedVersions(): string[] {
  return readdirSync(folder).map(file => file.replace('.jsonl', ''))
}

/** What a version left behind. */
export function rowsLeftBy(version: string): StoredRow[] {
  const lines = readFileSync(join(folder, `${version}.jsonl`), 'utf8')
    .trim()
    .split('\n')
  return lines.map(line => JSON.parse(line) as StoredRow)
}

/** Puts into a store what a version left behind. */
export async function fillFrom(store: Store, version: string): Promise<void> {
  for (const {key, value, leftMs} of rowsLeftBy(version)) await store.put(key, value, leftMs ?? undefined)
}
