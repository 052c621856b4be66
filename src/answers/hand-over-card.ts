// Cards and forms of hand-overs: consent, the question at the desk, replies, and how it ended.
// SPDX-FileCopyrightText: 2026 The OSPO Counselor contributors
// SPDX-License-Identifier: Apache-2.0

import type {Button, Card} from '../chat/card.ts'
import {buttons, heading, note, paragraph} from '../chat/card.ts'
import type {Form} from '../chat/form.ts'
import {text} from '../chat/prose.ts'
import type {Language} from '../knowledge/passage.ts'
import {actions} from './actions.ts'
import type {HandedOver} from './hand-over-book.ts'
import {phrases} from './phrases.ts'

/** The longest question or reply, in characters. */
const longest = 2_000

/** What the consent form needs. */
export interface Consent {
  /** The name of the desk. */
  readonly desk: string
  /** How the organisation wrote down where the desk is. */
  readonly contact: string
  readonly question: string
  readonly language: Language
  /** Comes back with the submission. */
  readonly value: string
}

/** Asks for consent: what goes to whom, with the question to edit. Nothing is sent before it is submitted. */
export function consentForm({desk, contact, question, language, value}: Consent): Form {
  const say = phrases[language].handOver
  return {
    action: actions.send,
    value,
    title: say.title,
    submit: say.send,
    cancel: say.cancel,
    prose: [{kind: 'paragraph', spans: [text(say.consent(desk, contact))]}],
    inputs: [
      {
        kind: 'text',
        id: 'question',
        label: say.question,
        initial: question,
        multiline: true,
        required: true,
        most: longest,
      },
    ],
    language,
  }
}

/** The question as the desk sees it. A reply is a message in its thread, or what stands in the form behind the button. */
export function deskCard(handedOver: Pick<HandedOver, 'id' | 'question' | 'language'>, resolved: boolean): Card {
  const {id, question, language} = handedOver
  const say = phrases[language].handOver
  const value = `${id} - ${language}`
  const draft = {label: say.draft, action: actions.draft, value}
  const reply: Button = {label: say.askBack, action: actions.reply, value, opens: 'form'}
  const row = resolved ? [draft] : [reply, {label: say.resolve, action: actions.resolve, value}]
  const below = resolved ? say.resolved : say.replyHere
  return {language, blocks: [heading(say.atDesk), {kind: 'quote', spans: [text(question)]}, note(below), buttons(row)]}
}

/** Tells the asker that the question went out. */
export function sentCard(desk: string, language: Language): Card {
  return {language, blocks: [paragraph(phrases[language].handOver.sent(desk))]}
}

/** A reply of the desk as the asker sees it, with ways to ask back and to close. */
export function replyCard(handedOver: HandedOver, desk: string, reply: string): Card {
  const {id, language, question} = handedOver
  const say = phrases[language].handOver
  const value = `${id} - ${language}`
  const row: Button[] = [
    {label: say.askBack, action: actions.askBack, value, opens: 'form'},
    {label: say.helped, action: actions.resolve, value},
  ]
  return {
    language,
    blocks: [
      heading(say.replied(desk)),
      {kind: 'quote', spans: [text(reply)]},
      note(say.about(question)),
      buttons(row),
    ],
  }
}

/** The form in which one side answers the other. */
export function answerForm({id, language}: HandedOver, action: string): Form {
  const say = phrases[language].handOver
  return {
    action,
    value: `${id} - ${language}`,
    title: say.askBack,
    submit: say.send,
    cancel: say.cancel,
    prose: [],
    inputs: [{kind: 'text', id: 'text', label: say.yourReply, multiline: true, required: true, most: longest}],
    language,
  }
}

/** What the desk replied by the form, in the thread at the desk, so that all there see it. */
export function deskSaysCard({language}: HandedOver, desk: string, said: string): Card {
  const say = phrases[language].handOver
  return {language, blocks: [paragraph(say.replied(desk)), {kind: 'quote', spans: [text(said)]}]}
}

/** What the asker said, in the thread at the desk. */
export function askerSaysCard({language}: HandedOver, said: string): Card {
  return {language, blocks: [paragraph(phrases[language].handOver.askerSays), {kind: 'quote', spans: [text(said)]}]}
}

/** Tells the asker that it is closed. */
export function closedCard({language, question}: HandedOver): Card {
  return {
    language,
    blocks: [paragraph(phrases[language].handOver.closed), note(phrases[language].handOver.about(question))],
  }
}
