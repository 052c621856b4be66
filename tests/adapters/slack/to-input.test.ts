// Fields of forms in modals of Slack: each kind as Slack has it, and its value as it comes back.
// SPDX-FileCopyrightText: 2026 The OSPO Counselor contributors
// SPDX-License-Identifier: Apache-2.0

import {describe, expect, it} from '@jest/globals'
import {guardBlocks} from '../../../adapters/slack/guard.ts'
import {fieldValue, inputBlock} from '../../../adapters/slack/to-input.ts'
import type {Input} from '../../../src/chat/form.ts'

const options = (count: number) => Array.from({length: count}, (_, i) => ({value: `v${i}`, label: `Option ${i}`}))
const base = {id: 'x', label: 'A field', required: true}

const inputs: readonly [string, Input, object][] = [
  [
    'text',
    {kind: 'text', multiline: false, most: 9, initial: 'abc', ...base},
    {type: 'plain_text_input', initial_value: 'abc'},
  ],
  [
    'one of few',
    {kind: 'choice', look: 'radio', options: options(6), initial: 'v1', ...base},
    {type: 'radio_buttons', initial_option: {value: 'v1'}},
  ],
  ['one of many', {kind: 'choice', look: 'radio', options: options(11), ...base}, {type: 'static_select'}],
  ['a menu', {kind: 'choice', look: 'menu', options: options(3), ...base}, {type: 'static_select'}],
  [
    'some of few',
    {kind: 'choices', options: options(4), initial: 'v0\nv3', ...base},
    {type: 'checkboxes', initial_options: [{value: 'v0'}, {value: 'v3'}]},
  ],
  ['some of many', {kind: 'choices', options: options(40), ...base}, {type: 'multi_static_select'}],
  ['a date', {kind: 'date', initial: '2026-11-24', ...base}, {type: 'datepicker', initial_date: '2026-11-24'}],
  ['a time', {kind: 'time', initial: '09:30', ...base}, {type: 'timepicker', initial_time: '09:30'}],
  ['people', {kind: 'people', initial: 'U1\nU2', ...base}, {type: 'multi_users_select', initial_users: ['U1', 'U2']}],
]

describe('a field for', () => {
  it.each(inputs)('%s is Slack’s own, and Slack takes it', (_, input, element) => {
    const block = inputBlock(input)
    expect(block).toMatchObject({type: 'input', element: {action_id: 'x', ...element}})
    expect(guardBlocks([block], 'modal', {submit: true})).toEqual([])
  })

  it('more options than Slack takes offers as many as it takes', () => {
    const block = inputBlock({kind: 'choice', look: 'menu', options: options(120), ...base})
    expect(guardBlocks([block], 'modal', {submit: true})).toEqual([])
  })
})

describe('the value of', () => {
  it.each([
    [{type: 'plain_text_input', value: 'abc'}, 'abc'],
    [{type: 'plain_text_input', value: null}, ''],
    [{type: 'radio_buttons', selected_option: {value: 'v1'}}, 'v1'],
    [{type: 'radio_buttons', selected_option: null}, ''],
    [{type: 'static_select', selected_option: {value: 'v2'}}, 'v2'],
    [{type: 'checkboxes', selected_options: [{value: 'v0'}, {value: 'v3'}]}, 'v0\nv3'],
    [{type: 'multi_static_select', selected_options: []}, ''],
    [{type: 'datepicker', selected_date: '2026-11-24'}, '2026-11-24'],
    [{type: 'timepicker', selected_time: '09:30'}, '09:30'],
    [{type: 'multi_users_select', selected_users: ['U1', 'U2', 7]}, 'U1\nU2'],
    [{type: 'multi_users_select'}, ''],
    ['nonsense', ''],
    [null, ''],
  ])('%j is %j', (field, value) => {
    expect(fieldValue(field)).toBe(value)
  })
})
