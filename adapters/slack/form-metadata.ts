// What a modal carries with it, so that its submission finds the way back.
// SPDX-FileCopyrightText: 2026 The OSPO Counselor contributors
// SPDX-License-Identifier: Apache-2.0

import type {Conversation} from '../../src/chat/conversation.ts'
import {isPayload, partOf, textOf} from './payload.ts'

/** The `callback_id` of the modals that show a form. */
export const formCallback = 'form'

/** What a form was opened for; the workspace is that of whoever submits it. */
export interface FormPurpose {
  readonly action: string
  readonly value: string
  /** Where it was opened. */
  readonly place: Pick<Conversation, 'id' | 'scope' | 'thread'>
  /** The thread in which there is a reply already, if any: Slack shows what only one person sees in no other. */
  readonly activeThread: string | undefined
}

/** The purpose as the text of `private_metadata`. */
export function toMetadata({action, value, place, activeThread}: FormPurpose): string {
  const {id, scope, thread} = place
  return JSON.stringify({action, value, place: {id, scope, thread}, activeThread})
}

/** The purpose in `private_metadata`; undefined where it is not of our making. */
export function fromMetadata(metadata: string | undefined): FormPurpose | undefined {
  const read = parsed(metadata)
  const place = partOf(read, 'place')
  const action = textOf(read, 'action')
  const id = textOf(place, 'id')
  const scope = scopes.find(each => each === place['scope'])
  if (action === undefined || id === undefined || scope === undefined) return undefined
  const thread = textOf(place, 'thread')
  return {
    action,
    value: textOf(read, 'value') ?? '',
    place: {id, scope, ...(thread === undefined ? {} : {thread})},
    activeThread: textOf(read, 'activeThread'),
  }
}

const scopes = ['personal', 'group', 'channel', 'home'] as const

function parsed(json: string | undefined): Readonly<Record<string, unknown>> {
  if (json === undefined) return {}
  try {
    const value: unknown = JSON.parse(json)
    return isPayload(value) ? value : {}
  } catch {
    return {}
  }
}
