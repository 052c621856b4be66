// The blocks of a pattern for one id: it comes into the values of buttons and thumbs.
// SPDX-FileCopyrightText: 2026 The OSPO Counselor contributors
// SPDX-License-Identifier: Apache-2.0

import type {ActionsBlock, AnyBlock, ContextActionsBlock, KnownBlock} from '@slack/types'
import {filled} from '../../src/chat/pattern.ts'

/** The blocks that a pattern gave, with an id in its place; those without buttons are the same objects. */
export function withId(blocks: readonly AnyBlock[], id: string): AnyBlock[] {
  return (blocks as readonly KnownBlock[]).map(block => {
    if (block.type === 'actions') return actions(block, id)
    return block.type === 'context_actions' ? thumbs(block, id) : block
  })
}

function actions(block: ActionsBlock, id: string): ActionsBlock {
  return {...block, elements: block.elements.map(each => (each.type === 'button' ? button(each, id) : each))}
}

function thumbs(block: ContextActionsBlock, id: string): ContextActionsBlock {
  const elements = block.elements.map(each => {
    if (each.type !== 'feedback_buttons') return each
    const {positive_button: up, negative_button: down} = each
    return {...each, positive_button: button(up, id), negative_button: button(down, id)}
  })
  return {...block, elements}
}

function button<B extends {readonly value?: string}>(each: B, id: string): B {
  return each.value === undefined ? each : {...each, value: filled(each.value, id)}
}
