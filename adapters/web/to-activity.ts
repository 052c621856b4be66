// A posted JSON body as an Activity, checked field by field.
// SPDX-FileCopyrightText: 2026 The OSPO Counselor contributors
// SPDX-License-Identifier: Apache-2.0

import type {Activity} from '../../src/chat/activity.ts'
import type {Conversation, Person} from '../../src/chat/conversation.ts'
import {CounselorError} from '../../src/errors.ts'
import {zoneOf} from '../../src/schedule/slots.ts'

/** The longest text of a message, and of all fields of a form together, in characters. */
export const maxText = 12_000

/** The most fields of a form. */
const maxValues = 20

/** Who acts, where and when: what the server knows and the body must not say. */
export interface Setting {
  readonly from: Person
  readonly conversation: Conversation
  /** Milliseconds since 1970. */
  readonly at: number
}

type Fields = Readonly<Record<string, unknown>>

/**
 * The activity that a body describes.
 * @throws CounselorError `bad-activity` with the field that is wrong
 */
export function toActivity(body: unknown, setting: Setting): Activity {
  if (typeof body !== 'object' || body === null || Array.isArray(body)) throw bad('The body must be a JSON object.')
  const fields = body as Fields
  const base = {...setting, id: uuid(fields['id'])}
  switch (fields['kind']) {
    case 'message':
      // Nobody else is in the conversation: whatever is said there is said to us.
      return {...base, kind: 'message', text: spoken(fields), addressed: true}
    case 'command':
      return {...base, kind: 'command', name: commandName(fields['name']), text: string(fields, 'text', 0, maxText)}
    case 'press':
      return {...base, kind: 'press', ...pressed(fields, setting.conversation)}
    case 'submission':
      return {...base, kind: 'submission', ...button(fields), values: valuesIn(fields['values'])}
    default:
      throw bad('`kind` must be one of message, command, press and submission.')
  }
}

/**
 * The time zone that a body tells, by its IANA name; undefined where it tells none, or one that this server does not know:
 * zones are added every other year, and whoever lives in one is answered all the same.
 * @throws CounselorError `bad-activity` where it is no name at all
 */
export function zoneIn(body: unknown): string | undefined {
  const fields = body as Fields
  if (fields['zone'] === undefined) return undefined
  return zoneOf(string(fields, 'zone', 0, 60))
}

function pressed(fields: Fields, conversation: Conversation) {
  return {...button(fields), message: {conversation, id: string(fields, 'message', 1, 200)}}
}

function button(fields: Fields) {
  return {action: string(fields, 'action', 1, 200), value: string(fields, 'value', 0, 4_000)}
}

// `fromEntries` makes plain properties of whatever names come in.
function valuesIn(value: unknown): Readonly<Record<string, string>> {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) throw bad('`values` must be a JSON object.')
  const values = Object.entries(value).map(([id, typed]) => [fieldId(id), fieldText(typed)] as const)
  if (values.length > maxValues) throw bad(`\`values\` has ${values.length} fields; at most ${maxValues} are taken.`)
  const length = values.reduce((sum, [, typed]) => sum + typed.length, 0)
  if (length > maxText) throw bad(`\`values\` has ${length} characters; at most ${maxText} are taken.`)
  return Object.fromEntries(values)
}

function fieldId(id: string): string {
  if (/^[a-z][\w.-]{0,39}$/i.test(id)) return id
  throw bad('The fields of `values` must have short names: a letter, then at most 39 of letters, digits and `_.-`.')
}

function fieldText(typed: unknown): string {
  if (typeof typed === 'string') return typed
  throw bad('The fields of `values` must be strings.')
}

function spoken(fields: Fields): string {
  const value = string(fields, 'text', 1, maxText)
  if (value.trim() === '') throw bad('`text` must hold more than spaces.')
  return value
}

function commandName(value: unknown): string {
  if (typeof value === 'string' && /^[a-z][a-z0-9-]{0,31}$/.test(value)) return value
  throw bad('`name` must be a command: lower-case letters, digits and hyphens, at most 32.')
}

function uuid(value: unknown): string {
  if (typeof value === 'string' && /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i.test(value))
    return value.toLowerCase()
  throw bad('`id` must be a UUID.')
}

function string(fields: Fields, name: string, least: number, most: number): string {
  const value = fields[name]
  if (typeof value !== 'string') throw bad(`\`${name}\` must be a string.`)
  if (value.length < least) throw bad(`\`${name}\` must not be empty.`)
  if (value.length > most) throw bad(`\`${name}\` has ${value.length} characters; at most ${most} are taken.`)
  return value
}

function bad(what: string): CounselorError {
  return new CounselorError('bad-activity', what)
}
