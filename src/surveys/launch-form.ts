// The forms and cards with which somebody sets a pulse up.
// SPDX-FileCopyrightText: 2026 The OSPO Counselor contributors
// SPDX-License-Identifier: Apache-2.0

import type {Block, Button, Card} from '../chat/card.ts'
import {buttons, note, paragraph} from '../chat/card.ts'
import type {Form, Input, Option} from '../chat/form.ts'
import type {Span} from '../chat/prose.ts'
import {strong, text} from '../chat/prose.ts'
import type {Language} from '../knowledge/passage.ts'
import type {Minimums} from './anonymity.ts'
import {advisedInvited} from './audience.ts'
import {wordsIn} from './definition.ts'
import type {Draft, Ready} from './launch-draft.ts'
import {draftLimits} from './launch-draft.ts'
import {pulseActions, pulseValue} from './pulse-actions.ts'
import {invitationBlocks} from './pulse-card.ts'
import type {PulseParts} from './pulse-parts.ts'
import {pulsePhrases} from './pulse-phrases.ts'
import type {Group, Wave} from './wave.ts'
import {rhythms} from './wave.ts'

/** Says what a pulse is, with the button that opens the form. */
export function offerCard(language: Language): Card {
  const say = pulsePhrases[language]
  return {language, blocks: [paragraph([strong(say.title)]), paragraph(say.about), buttons([startButton(language)])]}
}

/** The button that opens the form. */
export function startButton(language: Language): Button {
  const label = pulsePhrases[language].setUp
  return {label, action: pulseActions.start, value: pulseValue('-', language), opens: 'form'}
}

/** What the form shows at first, by field. */
export type Shown = Readonly<Record<string, string>>

/**
 * The form in which a pulse is set up.
 * @param id the id of its draft
 * @param inChannel true where all who are there can be asked
 */
export function setUpForm(
  {id, shown, inChannel}: {readonly id: string; readonly shown: Shown; readonly inChannel: boolean},
  {surveys, minimums}: Pick<PulseParts, 'surveys' | 'minimums'>,
  language: Language,
): Form {
  const say = pulsePhrases[language]
  return {
    action: pulseActions.setUp,
    value: pulseValue(id, language),
    title: say.title,
    submit: say.form.preview,
    cancel: say.form.cancel,
    prose: [{kind: 'paragraph', spans: [text(say.about)]}],
    inputs: [...audienceInputs(inChannel, language), ...otherInputs({surveys, minimums}, language)].map(input => {
      const initial = shown[input.id]
      return initial === undefined || initial === '' ? input : {...input, initial}
    }),
    language,
  }
}

function audienceInputs(inChannel: boolean, language: Language): Input[] {
  const say = pulsePhrases[language].form
  const ways = [...(inChannel ? [option('channel', say.channel)] : []), option('people', say.list)]
  return [
    {kind: 'choice', look: 'radio', id: 'audience', label: say.audience, options: ways, required: true},
    {kind: 'people', id: 'people', label: say.people, hint: say.peopleHint, required: false},
  ]
}

function otherInputs({surveys, minimums}: Pick<PulseParts, 'surveys' | 'minimums'>, language: Language): Input[] {
  const say = pulsePhrases[language].form
  const pulses = surveys.all('pulse')
  const all = pulses.map(({name, title, questions}) =>
    option(name, say.statements(wordsIn(title, language), questions.length)),
  )
  const comment = pulses.find(each => each.comment)?.comment
  const words: Input[] = comment
    ? [
        {
          ...{kind: 'choices', id: 'extras', label: say.extras, hint: say.wordsHint(minimums.detail), required: false},
          options: [option('words', say.words(wordsIn(comment, language)))],
        },
      ]
    : []
  const often = rhythms.map(rhythm => option(rhythm, say.rhythms[rhythm]))
  const {asker, why} = draftLimits
  return [
    {kind: 'choice', look: 'menu', id: 'survey', label: say.survey, options: all, required: true},
    {kind: 'date', id: 'closes', label: say.closes, required: true},
    {kind: 'choice', look: 'menu', id: 'rhythm', label: say.rhythm, options: often, required: true},
    {kind: 'text', id: 'zone', label: say.zone, hint: say.zoneHint, multiline: false, required: true, most: 60},
    {kind: 'text', id: 'asker', label: say.asker, multiline: false, required: true, most: asker},
    {kind: 'text', id: 'why', label: say.why, multiline: true, required: false, most: why},
    ...words,
  ]
}

function option(value: string, label: string): Option {
  return {value, label}
}

/** The form in which groups are named, with those that there are. */
export function groupsForm({id, groups, language}: Draft, {score}: Minimums): Form {
  const say = pulsePhrases[language]
  const inputs = Array.from({length: draftLimits.groups}, (_, i): Input[] => {
    const {name = '', people = []} = groups[i] ?? {}
    const base = {required: false} as const
    return [
      {
        ...{...base, kind: 'text', id: `name${i}`, label: say.groups.name(i + 1), multiline: false},
        ...{most: draftLimits.groupName, initial: name},
      },
      {...base, kind: 'people', id: `people${i}`, label: say.groups.people(i + 1), initial: people.join('\n')},
    ]
  }).flat()
  return {
    action: pulseActions.grouped,
    value: pulseValue(id, language),
    title: say.groups.open,
    submit: say.groups.save,
    cancel: say.form.cancel,
    prose: [{kind: 'paragraph', spans: [text(say.groups.about(score))]}],
    inputs: inputs.map(input => (input.initial === '' ? withoutInitial(input) : input)),
    language,
  }
}

function withoutInitial({initial: _, ...input}: Input): Input {
  return input as Input
}

/** Says what has to be mended before anything can be sent. */
export function problemsCard(problems: readonly string[], {id, language}: Draft): Card {
  const say = pulsePhrases[language]
  const items = problems.map((problem): Span[] => [text(problem)])
  const value = pulseValue(id, language)
  const row: Button[] = [
    {label: say.preview.change, action: pulseActions.change, value, opens: 'form'},
    {label: say.groups.open, action: pulseActions.groups, value, opens: 'form'},
  ]
  return {language, blocks: [paragraph(say.problems.title), {kind: 'list', ordered: false, items}, buttons(row)]}
}

/** The invitation as everybody will see it, to whom it goes, and the ways on. */
export function previewCard(
  {series, closesAt, invitees}: Ready,
  asked: Pick<Wave, 'statements' | 'comment'>,
  minimums: Minimums,
): Card {
  const {id, language, groups} = series
  const say = pulsePhrases[language].preview
  const value = pulseValue(id, language)
  const count = invitees.people.length
  const row: Button[] = [
    {label: say.send, action: pulseActions.send, value, style: 'primary'},
    {label: say.change, action: pulseActions.change, value, opens: 'form'},
    {label: pulsePhrases[language].groups.open, action: pulseActions.groups, value, opens: 'form'},
    {label: say.discard, action: pulseActions.discard, value},
  ]
  const wave = {id, closesAt, ...asked}
  const blocks: Block[] = [
    paragraph([strong(say.title)]),
    ...invitationBlocks({series, wave}, minimums),
    paragraph([strong(say.counts(count, invitees.leftOut))]),
    ...(count < advisedInvited(minimums) ? [note(say.advice(advisedInvited(minimums)))] : []),
    ...groupBlocks(groups, invitees, language),
    buttons(row),
  ]
  return {language, blocks}
}

function groupBlocks(groups: readonly Group[], {people}: Ready['invitees'], language: Language): Block[] {
  const say = pulsePhrases[language].groups
  const invited = new Set(people.map(({id}) => id))
  const items = groups.map(({name, people: ids}) => [text(say.line(name, ids.filter(id => invited.has(id)).length))])
  return items.length === 0 ? [] : [{kind: 'list', ordered: false, items}]
}
