// The parts of Slack's messages and views that the wire tests look at, and how they find buttons and fields in them.
// SPDX-FileCopyrightText: 2026 The OSPO Counselor contributors
// SPDX-License-Identifier: Apache-2.0

import type {AnyBlock} from '@slack/types'
import {guardBlocks} from '../../adapters/slack/guard.ts'
import type {Surface} from '../../adapters/slack/limits.ts'

/** A JSON object of which nothing is known yet. */
export type Json = Readonly<Record<string, unknown>>

/** A message as a peer keeps it. */
export interface SlackMessage {
  readonly ts: string
  readonly channel: string
  readonly user?: string
  readonly text: string
  readonly blocks?: readonly Json[]
  readonly thread_ts?: string
  readonly bot_id?: string
  /** `ephemeral` where only `ephemeral_to` sees it. */
  readonly subtype?: string
  readonly ephemeral_to?: string
  readonly files?: readonly {readonly name: string}[]
}

/** A modal or a Home tab. */
export interface SlackView {
  readonly id: string
  readonly type: string
  readonly title?: {readonly text: string}
  readonly submit?: {readonly text: string} | null
  readonly callback_id?: string
  readonly private_metadata?: string
  readonly blocks: readonly Json[]
}

/** What Slack sends of a press. */
export interface PressedAction {
  readonly type: string
  readonly action_id: string
  readonly block_id: string
  readonly value?: string
  readonly text?: unknown
}

/** Where something was rendered, and what it is; `at` stands in the report of what the guard finds. */
export interface Rendered {
  readonly at: string
  readonly surface: Surface
  readonly blocks: unknown
  readonly submit?: boolean
}

/** What Slack would refuse of rendered blocks, in sentences; nothing where it takes them. */
export function refusals({at, surface, blocks, submit}: Rendered): string[] {
  if (!Array.isArray(blocks) || blocks.length === 0) return [`${at}: no blocks`]
  const options = submit === undefined ? {} : {submit}
  return guardBlocks(blocks as AnyBlock[], surface, options).map(each => `${at}: ${JSON.stringify(each)}`)
}

/** What Slack would refuse of the arguments of an API call that carries blocks; other calls are always fine. */
export function refusalsOf(method: string, args: Json): string[] {
  if (/^chat\.(?:postMessage|postEphemeral|update)$/.test(method)) {
    const silent = typeof args['text'] !== 'string' || args['text'].trim() === '' ? [`${method}: no text`] : []
    return [...silent, ...refusals({at: method, surface: 'message', blocks: args['blocks']})]
  }
  if (!/^views\.(?:open|publish|push|update)$/.test(method)) return []
  const view = args['view'] as SlackView
  const surface = view.type === 'home' ? 'home' : 'modal'
  const long = (view.title?.text.length ?? 0) > 24 ? [`${method}: a title of more than 24 characters`] : []
  const submit = view.submit !== undefined && view.submit !== null
  return [...long, ...refusals({at: method, surface, blocks: view.blocks, submit})]
}

/** All that can be pressed in blocks, by what a person reads on it; the thumbs are 👍 and 👎. */
export function pressable(blocks: readonly Json[]): Map<string, PressedAction> {
  const found = new Map<string, PressedAction>()
  for (const {block_id, elements} of blocks) {
    for (const element of (Array.isArray(elements) ? elements : []) as Json[]) {
      for (const [label, action] of actionsOf(element)) found.set(label, {...action, block_id: String(block_id)})
    }
  }
  return found
}

function actionsOf(element: Json): [string, Omit<PressedAction, 'block_id'>][] {
  const type = String(element['type'])
  const action_id = String(element['action_id'])
  if (type === 'feedback_buttons') {
    const value = (side: string) => String((element[side] as Json)['value'])
    return [
      ['👍', {type, action_id, value: value('positive_button')}],
      ['👎', {type, action_id, value: value('negative_button')}],
    ]
  }
  if (type !== 'button') return []
  const text = element['text'] as {readonly text: string}
  const value = element['value'] === undefined ? {} : {value: String(element['value'])}
  return [[text.text, {type, action_id, text, ...value}]]
}

/** The state of a modal in which a person has typed or chosen: each field by its label, the others as they were shown. */
export function filledIn(view: SlackView, typed: Readonly<Record<string, string>>): Record<string, Json> {
  const state: Record<string, Json> = {}
  for (const block of view.blocks.filter(({type}) => type === 'input')) {
    const {text: label} = block['label'] as {readonly text: string}
    const element = block['element'] as Json
    const {type, action_id} = element
    state[String(block['block_id'])] = {[String(action_id)]: {type, ...fieldValue(element, typed[label])}}
  }
  return state
}

interface Option {
  readonly text: {readonly text: string}
  readonly value: string
}

/** What is in a field: of several options or people, each stands on a line of its own. */
function fieldValue(element: Json, typed: string | undefined): Json {
  const lines = typed?.split('\n') ?? []
  const named = ((element['options'] ?? []) as Option[]).filter(({text}) => lines.includes(text.text))
  if (typed !== undefined && element['options'] !== undefined && named.length < lines.length)
    throw new Error(`not all of these can be chosen: ${typed}`)
  switch (element['type']) {
    case 'static_select':
    case 'radio_buttons':
      return {selected_option: named[0] ?? element['initial_option'] ?? null}
    case 'checkboxes':
      return {selected_options: typed === undefined ? (element['initial_options'] ?? []) : named}
    case 'datepicker':
      return {selected_date: typed ?? element['initial_date'] ?? null}
    case 'timepicker':
      return {selected_time: typed ?? element['initial_time'] ?? null}
    case 'multi_users_select':
      return {selected_users: typed === undefined ? (element['initial_users'] ?? []) : lines}
    default:
      return {value: typed ?? element['initial_value'] ?? null}
  }
}

/** All that a person can read in blocks. */
export function readable(blocks: readonly Json[] = []): string {
  return blocks.flatMap(textsIn).join('\n')
}

function textsIn(value: unknown): string[] {
  if (typeof value !== 'object' || value === null) return []
  return Object.entries(value).flatMap(([key, inner]) =>
    key === 'text' && typeof inner === 'string' ? [inner] : textsIn(inner),
  )
}
