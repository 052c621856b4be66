// What the owner of a series is told and asked between two waves.
// SPDX-FileCopyrightText: 2026 The OSPO Counselor contributors
// SPDX-License-Identifier: Apache-2.0

import type {Button, Card} from '../chat/card.ts'
import {buttons, paragraph} from '../chat/card.ts'
import type {Form} from '../chat/form.ts'
import type {Language} from '../knowledge/passage.ts'
import {momentText} from './calendar.ts'
import {pulseActions, pulseValue} from './pulse-actions.ts'
import {pulsePhrases} from './pulse-phrases.ts'
import type {Series, Wave} from './wave.ts'

/** The field of {@link doneForm}, and the most characters in it. */
export const doneField = {id: 'done', most: 600} as const

/**
 * When the next wave comes, and the question what was done until then.
 * @param next milliseconds since 1970
 */
export function nextCard({series, wave}: {readonly series: Series; readonly wave: Wave}, next: number): Card {
  const {language, zone} = series
  const say = pulsePhrases[language].owner
  const value = pulseValue(wave.id, language)
  const row: Button[] = [
    {label: say.tell, action: pulseActions.tell, value, style: 'primary', opens: 'form'},
    {label: say.stop, action: pulseActions.stop, value},
  ]
  return {
    language,
    blocks: [paragraph(say.next(momentText(next, zone, language))), paragraph(say.whatDone), buttons(row)],
  }
}

/** The form that asks what was done. */
export function doneForm(wave: string, before: string, language: Language): Form {
  const say = pulsePhrases[language]
  const {id, most} = doneField
  const input = {kind: 'text', id, label: say.owner.done, multiline: true, required: true, most} as const
  return {
    action: pulseActions.told,
    value: pulseValue(wave, language),
    title: say.owner.done,
    submit: say.vote.submit,
    cancel: say.form.cancel,
    prose: [],
    inputs: [before === '' ? input : {...input, initial: before}],
    language,
  }
}
