// What Teams sends, read field by field, since every part may be missing or of another kind.
// SPDX-FileCopyrightText: 2026 The OSPO Counselor contributors
// SPDX-License-Identifier: Apache-2.0

/** A JSON object, or a part of one. */
export type Payload = Readonly<Record<string, unknown>>

/** True for objects that are neither null nor an array. */
export function isPayload(value: unknown): value is Payload {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

/** The object in a field; an empty one where there is none. */
export function partOf(payload: Payload, name: string): Payload {
  const part = payload[name]
  return isPayload(part) ? part : {}
}

/** The text in a field; undefined where there is none, or an empty one. */
export function textOf(payload: Payload, name: string): string | undefined {
  const value = payload[name]
  return typeof value === 'string' && value !== '' ? value : undefined
}

/** The objects in a field that holds a list; others in the list are left out. */
export function partsIn(payload: Payload, name: string): Payload[] {
  const list = payload[name]
  return Array.isArray(list) ? list.filter(isPayload) : []
}

/** An activity of the Bot Framework, as far as everything behind relies on it. */
export type BotActivity = Payload & {
  readonly type: string
  readonly channelId: string
  readonly serviceUrl: string
  readonly conversation: Payload & {readonly id: string}
  readonly from: Payload & {readonly id: string}
  readonly recipient: Payload & {readonly id: string}
}

/** The names of this machine. */
const loopback: readonly string[] = ['127.0.0.1', 'localhost', '[::1]']

/** The longest id that is taken, in characters; those of Teams have some 150. */
const longestId = 400

/**
 * What a body lacks to be an activity of Teams, in a sentence for whoever built the request; undefined where it lacks
 * nothing (learn.microsoft.com, "Bot Framework Activity schema").
 * @param onlyHere true where the connector has to be on this machine, and may speak http: a page in a browser can post
 * here too, and must not have the answers sent elsewhere
 */
export function lackOf(body: unknown, onlyHere: boolean): string | undefined {
  if (!isPayload(body)) return 'The body has to be a JSON object.'
  for (const name of ['type', 'channelId', 'serviceUrl'])
    if (textOf(body, name) === undefined) return `\`${name}\` has to be a text.`
  if (body['channelId'] !== 'msteams') return '`channelId` has to be msteams.'
  const address = textOf(body, 'serviceUrl') ?? ''
  const {protocol, hostname} = URL.canParse(address) ? new URL(address) : {protocol: '', hostname: ''}
  if (onlyHere && !loopback.includes(hostname)) return '`serviceUrl` has to be an address of this machine.'
  if (protocol !== 'https:' && !(onlyHere && protocol === 'http:'))
    return '`serviceUrl` has to be an address with https.'
  for (const name of ['conversation', 'from', 'recipient']) {
    const id = textOf(partOf(body, name), 'id')
    if (id === undefined || id.length > longestId) return `\`${name}.id\` has to be a text.`
  }
  if (body['type'] === 'invoke' && textOf(body, 'name') === undefined) return 'An invoke has to have a `name`.'
  return undefined
}
