// Forms as Adaptive Cards, and what comes back from them.
// SPDX-FileCopyrightText: 2026 The OSPO Counselor contributors
// SPDX-License-Identifier: Apache-2.0

import {describe, expect, it} from '@jest/globals'
import fc from 'fast-check'
import {valuesIn} from '../../../adapters/teams/form-data.ts'
import {limits} from '../../../adapters/teams/limits.ts'
import type {Payload} from '../../../adapters/teams/payload.ts'
import {partOf, textOf} from '../../../adapters/teams/payload.ts'
import {toFormCard} from '../../../adapters/teams/to-form-card.ts'
import type {Form, Input} from '../../../src/chat/form.ts'
import {CounselorError} from '../../../src/errors.ts'
import {anySpan, hostileText} from './hostile-cards.ts'
import {buttonsIn, complaintsOf, linesIn, partsWithin} from './read-card.ts'

const options = [
  {value: 'a,b', label: 'Both'},
  {value: 'c', label: 'One'},
]

const inputs: readonly Input[] = [
  {kind: 'text', id: 'title', label: 'Title', required: true, multiline: false, most: 40, hint: 'A few words'},
  {kind: 'choice', id: 'mood', label: 'Mood', required: false, look: 'radio', options, initial: 'a,b', hint: 'Today'},
  {kind: 'choice', id: 'menu', label: 'Menu', required: false, look: 'menu', options},
  {kind: 'choices', id: 'many', label: 'Many', required: false, options, initial: 'a,b\nc'},
  {kind: 'date', id: 'day', label: 'Day', required: false, initial: '2026-11-24'},
  {kind: 'time', id: 'hour', label: 'Hour', required: true, initial: '09:30'},
  {kind: 'people', id: 'who', label: 'Who', required: false, initial: 'id-1\nid-2'},
]

const form: Form = {
  action: 'test.form',
  value: 'v',
  title: 'A form',
  submit: 'Send',
  cancel: 'Leave',
  prose: [{kind: 'paragraph', spans: [{kind: 'text', text: 'What we ask for.'}]}],
  inputs,
  language: 'en',
}

function inputsIn(card: Payload): Payload[] {
  return partsWithin(card).filter(({type}) => String(type).startsWith('Input.'))
}

/** What Teams sends where nobody changed anything. */
function untouched(card: Payload): Payload {
  const values = inputsIn(card).map(input => [input['id'], textOf(input, 'value') ?? ''])
  return Object.fromEntries(values)
}

describe('a form', () => {
  it('has a field of its own kind for each input', () => {
    const fields = inputsIn(toFormCard(form, 'dialog'))
    expect(fields.map(({type}) => type)).toEqual([
      'Input.Text',
      'Input.ChoiceSet',
      'Input.ChoiceSet',
      'Input.ChoiceSet',
      'Input.Date',
      'Input.Time',
      'Input.ChoiceSet',
    ])
    expect(fields.map(({style, isMultiSelect}) => [style, isMultiSelect])).toEqual([
      [undefined, undefined],
      ['expanded', undefined],
      ['compact', undefined],
      ['expanded', true],
      [undefined, undefined],
      [undefined, undefined],
      [undefined, true],
    ])
  })

  it('says what is needed, and the hint where it can be read', () => {
    const [title, mood] = inputsIn(toFormCard(form, 'dialog'))
    expect(title).toMatchObject({isRequired: true, errorMessage: 'This is needed.', placeholder: 'A few words'})
    expect(mood).toMatchObject({isRequired: false, label: 'Mood (Today)'})
  })

  it('has people looked up by Teams', () => {
    const who = inputsIn(toFormCard(form, 'dialog')).at(-1)
    expect(who?.['choices.data']).toEqual({type: 'Data.Query', dataset: 'graph.microsoft.com/users'})
  })

  it('comes back as it was shown where nobody changes anything', () => {
    expect(valuesIn(untouched(toFormCard(form, 'dialog')))).toEqual({
      title: '',
      mood: 'a,b',
      menu: '',
      many: 'a,b\nc',
      day: '2026-11-24',
      hour: '09:30',
      who: 'id-1\nid-2',
    })
  })

  it('is submitted in a dialog, and executed in a message', () => {
    const [inDialog] = buttonsIn(toFormCard(form, 'dialog')).values()
    const [inMessage] = buttonsIn(toFormCard(form, 'message')).values()
    const data = {c: 'form', a: 'test.form', v: 'v'}
    expect(inDialog).toMatchObject({type: 'Action.Submit', data})
    expect(inMessage).toMatchObject({type: 'Action.Execute', verb: 'form', data: {...data, own: true}})
    expect(partOf(inMessage ?? {}, 'fallback')['data']).toEqual({...data, own: true})
  })

  it('loses words above its fields rather than a field', () => {
    const spans = Array.from({length: 20}, (_, i) => ({kind: 'text' as const, text: `${i} ${'x'.repeat(3_000)}\n`}))
    const card = toFormCard({...form, prose: [{kind: 'paragraph', spans}]}, 'message')
    expect(inputsIn(card)).toHaveLength(inputs.length)
    expect(linesIn(card).at(-1)).toBe('This is too long for Teams: something was left out here.')
    expect(complaintsOf(card)).toEqual([])
  })

  it('is refused where it is larger than Teams takes', () => {
    const spans = Array.from({length: 40}, () => ({kind: 'text' as const, text: 'x'.repeat(2_000)}))
    const long = Array.from({length: 30}, (_, i) => ({
      ...inputs[0],
      id: `${i}`,
      initial: 'x'.repeat(3_000),
      most: 3_000,
    }))
    const large = {...form, prose: [{kind: 'paragraph', spans}], inputs: long} as Form
    expect(() => toFormCard(large, 'dialog')).toThrow(CounselorError)
  })

  it('is sound, whatever stands in it', () => {
    fc.assert(
      fc.property(hostileText, hostileText, anySpan, (title, words, span) => {
        const hostile: Form = {
          ...form,
          title,
          submit: words,
          prose: [{kind: 'paragraph', spans: [span]}],
          inputs: inputs.map(input => ({...input, label: `${input.id} ${words}`, hint: words})),
        }
        for (const where of ['dialog', 'in-place', 'message'] as const)
          expect(complaintsOf(toFormCard(hostile, where))).toEqual([])
      }),
      {numRuns: 60},
    )
  })

  it('brings back any text as it was typed, and any option as it was offered', () => {
    fc.assert(
      fc.property(
        hostileText,
        fc.uniqueArray(
          hostileText.filter(value => value !== '' && !/\p{Cs}/u.test(value)),
          {maxLength: 5, minLength: 1},
        ),
        (typed, values) => {
          const fields: Input[] = [
            {
              kind: 'text',
              id: 'said',
              label: 'S',
              required: false,
              multiline: true,
              most: limits.inputText,
              initial: typed,
            },
            {
              kind: 'choices',
              id: 'all',
              label: 'A',
              required: false,
              options: values.map(value => ({value, label: value})),
              initial: values.filter(value => !value.includes('\n')).join('\n'),
            },
          ]
          const back = valuesIn(untouched(toFormCard({...form, inputs: fields}, 'dialog')))
          expect(back['said']).toBe(typed)
          expect(back['all']).toBe(values.filter(value => !value.includes('\n')).join('\n'))
        },
      ),
      {numRuns: 200},
    )
  })
})
