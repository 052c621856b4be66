// What Slack sends, read field by field, since every part may be missing or of another kind.
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

/** A moment as Slack writes it, in seconds with a fraction, in milliseconds since 1970; undefined where it is none. */
export function momentOf(payload: Payload, name: string): number | undefined {
  const value = payload[name]
  const seconds = typeof value === 'string' || typeof value === 'number' ? Number(value) : Number.NaN
  return Number.isFinite(seconds) && seconds > 0 ? Math.round(seconds * 1_000) : undefined
}

/**
 * True where a body is one that Slack sends, as far as everything behind relies on it: an event with its type, a
 * command, or an interaction with a person.
 */
export function isSlackBody(body: unknown): body is Payload {
  if (!isPayload(body)) return false
  if (body['command'] !== undefined)
    return textOf(body, 'command') !== undefined && textOf(body, 'user_id') !== undefined
  if (body['ssl_check'] !== undefined) return true
  const type = textOf(body, 'type')
  if (type === 'event_callback') return isEvent(body['event'])
  if (type === 'url_verification') return textOf(body, 'challenge') !== undefined
  const {actions} = body
  const areActions = actions === undefined || (Array.isArray(actions) && actions.length > 0 && actions.every(isPayload))
  return type !== undefined && body['event'] === undefined && isPayload(body['user']) && areActions
}

/** Bolt looks into the item of an event whatever it is. */
function isEvent(event: unknown): boolean {
  if (!isPayload(event) || textOf(event, 'type') === undefined) return false
  return event['item'] === undefined || isPayload(event['item'])
}

/** True for a slash command. */
export function isCommand(body: Payload): boolean {
  return body['command'] !== undefined
}

/** True where a person acted on something and expects to see it at once: a button, a form, a shortcut. */
export function isInteraction(body: Payload): boolean {
  return body['event'] === undefined && !isCommand(body)
}

/**
 * The workspace that a body belongs to: the one the app is installed in, which for channels shared with others is not
 * always that of the person. The id of the organisation where the app is installed for all of it and no workspace is
 * named; undefined where neither is.
 */
export function tenantOf(body: Payload): string | undefined {
  const [authorization = {}] = partsIn(body, 'authorizations')
  // Whose message was pressed, whoever pressed it.
  const pressed = body['type'] === 'block_actions' ? textOf(partOf(body, 'message'), 'team') : undefined
  return (
    textOf(partOf(body, 'view'), 'app_installed_team_id') ??
    pressed ??
    textOf(authorization, 'team_id') ??
    textOf(body, 'team_id') ??
    textOf(partOf(body, 'team'), 'id') ??
    textOf(partOf(body, 'user'), 'team_id') ??
    enterpriseOf(body)
  )
}

/** The id of the organisation that a body names, if any. */
export function enterpriseOf(body: Payload): string | undefined {
  const [authorization = {}] = partsIn(body, 'authorizations')
  return (
    textOf(authorization, 'enterprise_id') ??
    textOf(body, 'enterprise_id') ??
    textOf(partOf(body, 'enterprise'), 'id') ??
    textOf(partOf(body, 'team'), 'enterprise_id')
  )
}

/** True where the app is installed for a whole organisation; commands say so in words. */
export function isForOrganisation(body: Payload): boolean {
  const [authorization] = partsIn(body, 'authorizations')
  const says = authorization?.['is_enterprise_install'] ?? body['is_enterprise_install']
  return says === true || says === 'true'
}
