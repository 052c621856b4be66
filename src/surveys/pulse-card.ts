// Cards of a pulse while it is open: the invitation, its preview, the reminder, and what a person is told.
// SPDX-FileCopyrightText: 2026 The OSPO Counselor contributors
// SPDX-License-Identifier: Apache-2.0

import type {Block, Button, Card} from '../chat/card.ts'
import {buttons, heading, note, paragraph} from '../chat/card.ts'
import {strong, text} from '../chat/prose.ts'
import type {Language} from '../knowledge/passage.ts'
import type {Minimums} from './anonymity.ts'
import {momentText} from './calendar.ts'
import {pulseActions, pulseValue} from './pulse-actions.ts'
import {pulsePhrases} from './pulse-phrases.ts'
import type {Series, Wave} from './wave.ts'

/** A series and one of its waves, as its cards need them. */
export interface Asked {
  readonly series: Pick<Series, 'asker' | 'why' | 'done' | 'zone' | 'language'>
  readonly wave: Pick<Wave, 'id' | 'closesAt' | 'statements' | 'comment'>
}

/** All that a person should know before answering: who asks, why, until when, and what becomes of it. */
export function invitationBlocks({series, wave}: Asked, minimums: Minimums): Block[] {
  const {language, zone, asker, why, done} = series
  const say = pulsePhrases[language].invitation
  const facts = [say.stored, say.minimum(minimums.score, minimums.detail), say.when, say.withdraw, say.platform]
  if (wave.comment) facts.push(pulsePhrases[language].form.wordsHint(minimums.detail))
  const since: Block[] = done === '' ? [] : [paragraph([strong(say.since)]), {kind: 'quote', spans: [text(done)]}]
  return [
    heading(pulsePhrases[language].title),
    paragraph([strong(say.asks(asker)), text(` ${why}`)]),
    paragraph(say.minute(wave.statements.length, momentText(wave.closesAt, zone, language))),
    ...since,
    paragraph([strong(say.facts)]),
    {kind: 'list', ordered: false, items: facts.map(fact => [text(fact)])},
  ]
}

/** The invitation of a person. */
export function invitationCard(asked: Asked, minimums: Minimums): Card {
  const {language} = asked.series
  return {language, blocks: [...invitationBlocks(asked, minimums), buttons([answerButton(asked), statusButton(asked)])]}
}

/** The reminder, the same for everybody. */
export function reminderCard(asked: Asked): Card {
  const {language, zone} = asked.series
  const say = pulsePhrases[language]
  const until = say.invitation.reminder(momentText(asked.wave.closesAt, zone, language))
  return {language, blocks: [heading(say.title), paragraph(until), buttons([answerButton(asked)])]}
}

/** The one message in the channel. */
export function channelCard(asked: Asked): Card {
  const {language, zone, asker} = asked.series
  const say = pulsePhrases[language]
  const {statements, closesAt} = asked.wave
  const blocks = [
    heading(say.title),
    paragraph(say.invitation.channel(asker)),
    paragraph(say.invitation.minute(statements.length, momentText(closesAt, zone, language))),
    note(say.invitation.when),
    buttons([answerButton(asked), statusButton(asked)]),
  ]
  return {language, blocks}
}

/** Tells a person that an answer is kept, with the ways to change and to withdraw it. */
export function savedCard({wave, series}: Asked, language: Language): Card {
  const say = pulsePhrases[language].vote
  const value = pulseValue(wave.id, language)
  const row: Button[] = [
    {label: say.change, action: pulseActions.answer, value, opens: 'form'},
    {label: say.withdraw, action: pulseActions.withdraw, value},
    {label: say.status, action: pulseActions.status, value},
  ]
  return {language, blocks: [paragraph(say.saved(momentText(wave.closesAt, series.zone, language))), buttons(row)]}
}

/** Tells a person that nothing was kept, with a way to try again. */
export function notSavedCard(wave: string, reason: string, language: Language): Card {
  const label = pulsePhrases[language].invitation.answer
  const again: Button = {label, action: pulseActions.answer, value: pulseValue(wave, language), opens: 'form'}
  return {language, blocks: [paragraph(reason), buttons([again])]}
}

/** What the owner can do while a wave is open. */
export function runningCard({wave, series}: Asked): Card {
  const {language} = series
  const say = pulsePhrases[language]
  const value = pulseValue(wave.id, language)
  const row = [
    {label: say.vote.status, action: pulseActions.status, value},
    {label: say.owner.closeNow, action: pulseActions.close, value},
  ]
  return {language, blocks: [paragraph(say.owner.running), buttons(row)]}
}

/** A sentence by itself. */
export function sentenceCard(sentence: string, language: Language): Card {
  return {language, blocks: [paragraph(sentence)]}
}

function answerButton({wave, series}: Asked): Button {
  const {language} = series
  return {
    label: pulsePhrases[language].invitation.answer,
    action: pulseActions.answer,
    value: pulseValue(wave.id, language),
    style: 'primary',
    opens: 'form',
  }
}

function statusButton({wave, series: {language}}: Asked): Button {
  return {
    label: pulsePhrases[language].vote.status,
    action: pulseActions.status,
    value: pulseValue(wave.id, language),
  }
}
