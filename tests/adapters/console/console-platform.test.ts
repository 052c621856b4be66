// Tests of the console: lines, numbers, forms line by line, and how it ends.
// SPDX-FileCopyrightText: 2026 The OSPO Counselor contributors
// SPDX-License-Identifier: Apache-2.0

import {beforeEach, describe, expect, test} from '@jest/globals'
import type {Activity} from '../../../src/chat/activity.ts'
import type {Card} from '../../../src/chat/card.ts'
import {buttons, heading} from '../../../src/chat/card.ts'
import type {Form, Input, TextInput} from '../../../src/chat/form.ts'
import {link, text} from '../../../src/chat/prose.ts'
import {Terminal} from './terminal.ts'

const field = (input: Partial<TextInput>): Input => ({
  id: 'x',
  label: 'Field',
  kind: 'text',
  multiline: false,
  required: false,
  most: 20,
  ...input,
})

const formOf = (...inputs: Input[]): Form => ({
  action: 'do',
  value: 'v',
  title: 'A form',
  submit: 'Send',
  cancel: 'Leave',
  prose: [{kind: 'paragraph', spans: [text('For '), link('this', 'https://example.org/')]}],
  inputs,
  language: 'en',
})

const choice: Card = {
  language: 'en',
  blocks: [
    heading('Which?'),
    buttons([
      {label: 'One', action: 'pick', value: '1'},
      {label: 'Two', action: 'pick', value: '2'},
    ]),
  ],
}

let terminal: Terminal
let came: Activity[]
let form: Form

/** Answers “choose” with a choice, “form” with a form; everything else is only kept. */
beforeEach(async () => {
  terminal = new Terminal()
  came = []
  form = formOf(field({}))
  await terminal.platform.start(async activity => {
    came.push(activity)
    if (activity.kind !== 'message') return
    if (activity.text === 'choose') await terminal.platform.send(activity.conversation, choice)
    if (activity.text === 'form') await terminal.platform.open(activity, form)
  })
})

const kinds = () => came.map(activity => activity.kind)

async function filled(...lines: string[]): Promise<unknown> {
  await terminal.type('form', ...lines)
  const last = came.at(-1)
  return last?.kind === 'submission' ? last.values : undefined
}

describe('lines', () => {
  test('a line is a message that was said to us', async () => {
    await terminal.type('  hello  ', '', '   ')
    expect(kinds()).toEqual(['joined', 'message'])
    expect(came[1]).toMatchObject({text: 'hello', addressed: true, from: {platform: 'console', id: 'you'}})
  })

  test('a number presses a button of the newest card; any other number is a message', async () => {
    await terminal.type('7', 'choose', '2', '3')
    expect(kinds()).toEqual(['joined', 'message', 'message', 'press', 'message'])
    expect(came[3]).toMatchObject({action: 'pick', value: '2'})
  })

  test.each(['quit', 'EXIT', 'q'])('“%s” ends it', async word => {
    void terminal.type(word)
    await terminal.platform.ended
    expect(kinds()).toEqual(['joined'])
  })

  test('the end of the input ends it after what is running', async () => {
    void terminal.type('hello')
    terminal.end()
    await terminal.platform.ended
    expect(kinds()).toEqual(['joined', 'message'])
  })
})

describe('a form', () => {
  test('shows its title and text, then each field with its label and hint', async () => {
    form = formOf(
      field({label: 'Team', hint: 'Any team.'}),
      field({id: 'y', label: 'Words', multiline: true, required: true}),
    )
    await terminal.type('form')
    expect(terminal.printed.at(-1)).toBe(
      '----- A form -----\n\nFor this (https://example.org/)\n\nTeam (1 of 2)\nAny team.\n(An empty line to leave it out)',
    )
    await terminal.type('Legal')
    expect(terminal.printed.at(-1)).toBe('Words (2 of 2)\n(An empty line to cancel; end with a line that holds only .)')
  })

  test('comes back as a submission with what was typed', async () => {
    form = formOf(
      field({id: 'a'}),
      field({id: 'b', multiline: true}),
      field({id: 'c', initial: 'now'}),
      field({id: 'd'}),
    )
    expect(await filled(' one ', 'first', '', '  indented', '.', '', '')).toEqual({
      a: 'one',
      b: 'first\n\n  indented',
      c: 'now',
      d: '',
    })
    expect(came.at(-1)).toMatchObject({kind: 'submission', action: 'do', value: 'v', from: {id: 'you'}})
    await terminal.type('hello')
    expect(came.at(-1)).toMatchObject({kind: 'message', text: 'hello'})
  })

  test('takes numbers and “quit” as text', async () => {
    await terminal.type('choose')
    expect(await filled('1')).toEqual({x: '1'})
    expect(await filled('quit')).toEqual({x: 'quit'})
  })

  test('is cancelled by an empty line where something is required', async () => {
    form = formOf(field({id: 'a'}), field({id: 'b', required: true}))
    expect(await filled('one', '')).toBeUndefined()
    expect(terminal.printed.at(-1)).toBe('(Cancelled, nothing was sent.)')
    await terminal.type('hello')
    expect(kinds()).toEqual(['joined', 'message', 'message'])
  })

  test('empties what stood in a field at a dot, but not where something is required', async () => {
    form = formOf(field({initial: 'old'}), field({id: 'y', initial: 'old', required: true}))
    expect(await filled('.', '.', 'new')).toEqual({x: '', y: 'new'})
    expect(terminal.printed.at(-1)).toContain('Something is needed here.')
  })

  test('asks again where a text is too long', async () => {
    form = formOf(field({multiline: true, most: 5}))
    expect(await filled('one', 'two', '.', 'three', '.')).toEqual({x: 'three'})
    expect(terminal.printed.at(-1)).toContain('This is 2 characters too long; at most 5 fit.')
  })

  test('without fields asks whether to send it', async () => {
    form = formOf()
    expect(await filled('no')).toBeUndefined()
    expect(await filled('')).toEqual({})
    expect(terminal.printed.join()).toContain('(An empty line: Send. Anything else: Leave.)')
  })

  test('offers options by number, and takes no other', async () => {
    const options = [
      {value: 'a', label: 'Agree'},
      {value: 'b', label: 'Disagree'},
    ]
    form = formOf(
      {kind: 'choice', id: 'one', label: 'One', look: 'radio', required: true, options},
      {kind: 'choices', id: 'some', label: 'Some', required: false, options, initial: 'b'},
    )
    await terminal.type('form')
    expect(terminal.printed.at(-1)).toContain('One (1 of 2)\n  1. Agree\n  2. Disagree\n')
    await terminal.type('3')
    expect(terminal.printed.at(-1)).toContain('Type one number from 1 to 2.')
    await terminal.type('2')
    expect(terminal.printed.at(-1)).toContain('Now: Disagree')
    await terminal.type('2, 1')
    expect(came.at(-1)).toMatchObject({values: {one: 'b', some: 'b\na'}})
  })

  test('asks again for a date or a time that is none', async () => {
    const base = {label: 'When', required: true}
    form = formOf({kind: 'date', id: 'day', ...base}, {kind: 'time', id: 'hour', ...base})
    expect(await filled('2026-02-30', '24.12.2026', '2026-12-24', '9:30', '25:00', '09:30')).toEqual({
      day: '2026-12-24',
      hour: '09:30',
    })
  })

  test('cannot steer the terminal', async () => {
    form = formOf(field({label: 'Red \u001b[31m', hint: '\u0007', initial: '\u001b]0;x'}))
    await terminal.type('form')
    expect(terminal.printed.join('')).not.toMatch(/[^\P{Cc}\n]/u)
  })
})

describe('places and people', () => {
  test('everybody is where the terminal is, and a name leads nowhere', async () => {
    const person = {platform: 'console', tenant: 'local', id: 'you'}
    expect(await terminal.platform.place(person)).toEqual(came[0]?.conversation)
    expect(await terminal.platform.place({platform: 'console', tenant: 'local', name: '#legal'})).toBeUndefined()
  })

  test('who sits at the terminal runs it', async () => {
    expect(await terminal.platform.people()).toMatchObject([{admin: true, alone: true}])
  })
})

describe('a file', () => {
  test('is printed between its name and a line', async () => {
    const file = {kind: 'file', name: 'list.csv', type: 'text/csv', text: 'a,b'} as const
    await terminal.platform.send(came[0]?.conversation ?? fail(), {language: 'en', blocks: [file]})
    expect(terminal.printed.at(-1)).toBe('----- list.csv -----\na,b\n-----')
  })
})

function fail(): never {
  throw new Error('nobody came')
}
