// A Form as an Adaptive Card, for a dialog or for a message where no dialog can be opened.
// SPDX-FileCopyrightText: 2026 The OSPO Counselor contributors
// SPDX-License-Identifier: Apache-2.0

import type {ChoiceInput, ChoicesInput, Form, Input, MomentInput, PeopleInput, TextInput} from '../../src/chat/form.ts'
import {proseText} from '../../src/chat/prose.ts'
import {CounselorError} from '../../src/errors.ts'
import type {FormData} from './form-data.ts'
import {fieldName, toOption} from './form-data.ts'
import {isWithinLimits, omissionNote} from './guard.ts'
import {limits} from './limits.ts'
import type {Payload} from './payload.ts'
import type {Part} from './to-adaptive-card.ts'
import {toAdaptiveCard, withFrame} from './to-adaptive-card.ts'
import {shorten, toPlain} from './to-inlines.ts'

const needed = {en: 'This is needed.', zh: '必填。'} as const

/**
 * A form as a card.
 * @param where in a dialog, in place of the card that was pressed, or in a message of its own
 * @throws CounselorError `delivery-failed` where it is larger than Teams takes
 */
export function toFormCard(form: Form, where: 'dialog' | 'in-place' | 'message'): Payload {
  const {language, prose, inputs, title, submit, action, value} = form
  const above = prose.length === 0 ? [] : bodyOf(toAdaptiveCard({language, blocks: prose}, {surface: 'message'}))
  const heading = where === 'dialog' ? [] : bodyOf(titleCard(form))
  const data: FormData = {c: 'form', a: action, v: value, ...(where === 'message' ? {own: true} : {})}
  const shown = {title: shorten(toPlain(submit), limits.buttonText), style: 'positive', data}
  const button =
    where === 'dialog'
      ? {type: 'Action.Submit', ...shown}
      : {type: 'Action.Execute', verb: 'form', ...shown, fallback: {type: 'Action.Submit', ...shown}}
  const said = shorten([title, proseText(prose)].filter(part => part !== '').join('\n\n'), limits.summary)
  const fields = inputs.map(input => inputPart(input, language))
  const cardOf = (lines: readonly Part[]) => ({
    ...withFrame([...heading, ...lines, ...fields], language, said),
    actions: [button],
  })
  return fitting(above, language, cardOf)
}

/** The card with as many of the lines above its fields as there is room for: a field is never left out. */
function fitting(
  above: readonly Part[],
  language: Form['language'],
  cardOf: (lines: readonly Part[]) => Payload,
): Payload {
  const whole = cardOf(above)
  if (isWithinLimits(whole)) return whole
  for (let count = above.length - 1; count >= 0; count--) {
    const card = cardOf([...above.slice(0, count), omissionNote(language)])
    if (isWithinLimits(card)) return card
  }
  throw new CounselorError('delivery-failed', 'A form is larger than Teams takes.')
}

/** What the bar of a dialog says. */
export function dialogTitle(title: string): string {
  return shorten(toPlain(title), limits.dialogTitle)
}

function titleCard({title, language}: Form): Payload {
  return toAdaptiveCard({language, blocks: [{kind: 'heading', text: title}]}, {surface: 'message'})
}

function bodyOf(card: Payload): Part[] {
  return card['body'] as Part[]
}

function inputPart(input: Input, language: Form['language']): Part {
  switch (input.kind) {
    case 'text':
      return {...common(input, language), ...textInput(input)}
    case 'choice':
      return {...common(input, language), ...choiceInput(input)}
    case 'choices':
      return {...common(input, language), ...choicesInput(input)}
    case 'date':
    case 'time':
      return {...common(input, language), ...momentInput(input)}
    case 'people':
      return {...common(input, language), ...peopleInput(input)}
    default:
      return input satisfies never
  }
}

/** What every field has; the hint stands in it or, where it cannot, is part of the label. */
function common(input: Input, language: Form['language']): Payload {
  const {label, hint, required, kind} = input
  const inside = kind === 'text' || kind === 'people'
  const shown = toPlain(label) + (hint === undefined || inside ? '' : ` (${toPlain(hint)})`)
  return {
    id: fieldName(input),
    label: shown,
    isRequired: required,
    ...(required ? {errorMessage: needed[language]} : {}),
    ...(hint === undefined || !inside ? {} : {placeholder: toPlain(hint)}),
  }
}

function textInput({multiline, most, initial}: TextInput): Part {
  const maxLength = Math.min(most, limits.inputText)
  const value = initial === undefined || initial === '' ? {} : {value: initial.slice(0, maxLength)}
  return {type: 'Input.Text', isMultiline: multiline, maxLength, ...value}
}

function choiceInput({options, look, initial}: ChoiceInput): Part {
  const choices = options.map(({value, label}) => ({title: toPlain(label), value: toOption(value)}))
  const value = initial === undefined || initial === '' ? {} : {value: toOption(initial)}
  return {type: 'Input.ChoiceSet', style: look === 'radio' ? 'expanded' : 'compact', wrap: true, choices, ...value}
}

function choicesInput({options, initial = ''}: ChoicesInput): Part {
  const choices = options.map(({value, label}) => ({title: toPlain(label), value: toOption(value)}))
  const chosen = initial
    .split('\n')
    .filter(part => part !== '')
    .map(toOption)
  const value = chosen.length === 0 ? {} : {value: chosen.join(',')}
  return {type: 'Input.ChoiceSet', style: 'expanded', isMultiSelect: true, wrap: true, choices, ...value}
}

function momentInput({kind, initial}: MomentInput): Part {
  const value = initial === undefined || initial === '' ? {} : {value: initial}
  return {type: kind === 'date' ? 'Input.Date' : 'Input.Time', ...value}
}

/** Teams looks people up itself; what comes back are the ids of their accounts. */
function peopleInput({initial = ''}: PeopleInput): Part {
  const chosen = initial.split('\n').filter(part => part !== '')
  return {
    type: 'Input.ChoiceSet',
    isMultiSelect: true,
    choices: [],
    'choices.data': {type: 'Data.Query', dataset: 'graph.microsoft.com/users'},
    ...(chosen.length === 0 ? {} : {value: chosen.join(',')}),
  }
}
