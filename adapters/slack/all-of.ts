// All entries of a list of Slack, page by page.
// SPDX-FileCopyrightText: 2026 The OSPO Counselor contributors
// SPDX-License-Identifier: Apache-2.0

import type {Log} from '../../src/log.ts'
import type {Payload} from './payload.ts'
import {partOf, textOf} from './payload.ts'
import type {SlackCalls} from './slack-calls.ts'

/** How much one page of a list holds, and how many pages are read: Slack allows some twenty a minute. */
const pageSize = 1_000
const mostPages = 20

/** A list, and where its entries stand in an answer. */
export interface ListOf {
  readonly method: string
  readonly field: string
  /** Further arguments. */
  readonly more?: Payload
}

/**
 * Reads a list to its end, or as far as is read of any.
 * @param parts the web API, and where it is told that a list was too long
 * @param tenant whose list
 */
export async function allOf(
  {calls, log}: {readonly calls: SlackCalls; readonly log: Log},
  tenant: string,
  {method, field, more = {}}: ListOf,
): Promise<unknown[]> {
  const all: unknown[] = []
  let cursor: string | undefined
  for (let page = 0; page < mostPages; page++) {
    // A token for a whole organisation has to say which workspace.
    const args = {...more, limit: pageSize, cursor, team_id: tenant.startsWith('T') ? tenant : undefined}
    const answer = await calls.call(tenant, method, args)
    const entries = answer[field]
    if (Array.isArray(entries)) all.push(...entries)
    cursor = textOf(partOf(answer, 'response_metadata'), 'next_cursor')
    if (cursor === undefined) return all
  }
  log.warn('a list of Slack is longer than is read', {method, read: all.length})
  return all
}
