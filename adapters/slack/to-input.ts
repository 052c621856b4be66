// A field of a form as an input block of a modal, one small function for each kind, and its value when it comes back.
// SPDX-FileCopyrightText: 2026 The OSPO Counselor contributors
// SPDX-License-Identifier: Apache-2.0

import type {AnyBlock, InputBlock, PlainTextOption} from '@slack/types'
import type {ChoiceInput, ChoicesInput, Input, TextInput} from '../../src/chat/form.ts'
import {shorten} from './cut-text.ts'
import {limits} from './limits.ts'
import type {Payload} from './payload.ts'
import {isPayload, partsIn, textOf} from './payload.ts'
import {toPlain} from './to-mrkdwn.ts'

type Element = InputBlock['element']

/** The longest text that a field takes; docs.slack.dev/reference/block-kit/block-elements/plain-text-input-element. */
const longestInput = 3_000

/** A field as a block. */
export function inputBlock(input: Input): AnyBlock {
  const {id, label, hint, required} = input
  return {
    type: 'input',
    block_id: `field-${id}`,
    optional: !required,
    label: plain(label, limits.inputText),
    ...(hint === undefined ? {} : {hint: plain(hint, limits.inputText)}),
    element: elementOf(input),
  }
}

/** The value of a field as Slack sends it back; an empty text where nothing was given. */
export function fieldValue(field: unknown): string {
  if (!isPayload(field)) return ''
  const lines = (values: readonly (string | undefined)[]) => values.filter(value => value !== undefined).join('\n')
  switch (field['type']) {
    case 'radio_buttons':
    case 'static_select':
      return isPayload(field['selected_option']) ? (textOf(field['selected_option'], 'value') ?? '') : ''
    case 'checkboxes':
    case 'multi_static_select':
      return lines(partsIn(field, 'selected_options').map(option => textOf(option, 'value')))
    case 'datepicker':
      return textOf(field, 'selected_date') ?? ''
    case 'timepicker':
      return textOf(field, 'selected_time') ?? ''
    case 'multi_users_select':
      return lines(textsIn(field, 'selected_users'))
    default:
      return textOf(field, 'value') ?? ''
  }
}

function textsIn(field: Payload, name: string): string[] {
  const list = field[name]
  return Array.isArray(list) ? list.filter(each => typeof each === 'string') : []
}

function elementOf(input: Input): Element {
  const {id: action_id, initial = ''} = input
  switch (input.kind) {
    case 'text':
      return textElement(input)
    case 'choice':
      return choiceElement(input)
    case 'choices':
      return choicesElement(input)
    case 'date':
      return {type: 'datepicker', action_id, ...(initial === '' ? {} : {initial_date: initial})}
    case 'time':
      return {type: 'timepicker', action_id, ...(initial === '' ? {} : {initial_time: initial})}
    case 'people':
      return {type: 'multi_users_select', action_id, ...(initial === '' ? {} : {initial_users: initial.split('\n')})}
    default:
      return input satisfies never
  }
}

function textElement({id, initial = '', multiline, most}: TextInput): Element {
  const max_length = Math.min(most, longestInput)
  const first = initial === '' ? {} : {initial_value: initial.slice(0, max_length)}
  return {type: 'plain_text_input', action_id: id, multiline, max_length, ...first}
}

function choiceElement({id, initial, look, options}: ChoiceInput): Element {
  const offered = options.slice(0, limits.options).map(optionOf)
  const first = offered.find(option => option.value === initial)
  const rest = {action_id: id, options: offered, ...(first ? {initial_option: first} : {})}
  // Slack takes ten radio buttons at most.
  return look === 'radio' && offered.length <= limits.choices
    ? {type: 'radio_buttons', ...rest}
    : {type: 'static_select', ...rest}
}

function choicesElement({id, initial = '', options}: ChoicesInput): Element {
  const offered = options.slice(0, limits.options).map(optionOf)
  const values = initial.split('\n')
  const first = offered.filter(option => option.value !== undefined && values.includes(option.value))
  const rest = {action_id: id, options: offered, ...(first.length > 0 ? {initial_options: first} : {})}
  return offered.length <= limits.choices ? {type: 'checkboxes', ...rest} : {type: 'multi_static_select', ...rest}
}

function optionOf({value, label}: {readonly value: string; readonly label: string}): PlainTextOption {
  return {text: plain(label, limits.optionText), value}
}

function plain(text: string, max: number): {type: 'plain_text'; text: string; emoji: boolean} {
  return {type: 'plain_text', text: shorten(toPlain(text) || '…', max), emoji: true}
}
