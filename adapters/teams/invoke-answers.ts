// What an invoke is answered with, for each way in which Teams asks.
// SPDX-FileCopyrightText: 2026 The OSPO Counselor contributors
// SPDX-License-Identifier: Apache-2.0

import type {Card} from '../../src/chat/card.ts'
import {citationsOf} from './citations.ts'
import {limits} from './limits.ts'
import type {Shown} from './live-turns.ts'
import type {BotActivity, Payload} from './payload.ts'
import {partOf, partsIn, textOf} from './payload.ts'
import type {InvokeAnswer} from './receiver.ts'
import type {Found} from './teams-options.ts'
import type {Way} from './to-adaptive-card.ts'
import {toAdaptiveCard} from './to-adaptive-card.ts'
import {shorten, toPlain} from './to-inlines.ts'

/** The media types of Adaptive Cards and of what answers a press on one. */
const cardType = 'application/vnd.microsoft.card.adaptive'
const messageType = 'application/vnd.microsoft.activity.message'

/** What is said where there is nothing else to show: it was done, or what it was about is no longer known. */
const words = {
  en: {
    done: '✓',
    thanks: '✓ Thank you',
    gone: 'This is too old to be used.',
    source: 'Open the source',
    ask: 'Ask the counselor',
  },
  zh: {done: '✓', thanks: '✓ 谢谢', gone: '这条内容已过期，无法使用。', source: '打开来源', ask: '问问顾问'},
} as const

/**
 * The answer to an invoke.
 * @param shown what is to be shown in answer, if anything
 * @param wasKnown false where it was about nothing that we know
 */
export function invokeAnswer(posted: BotActivity, shown: Shown | undefined, wasKnown: boolean): InvokeAnswer {
  const say = words[textOf(posted, 'locale')?.startsWith('zh') === true ? 'zh' : 'en']
  const value = wasKnown ? say.done : say.gone
  switch (posted['name']) {
    case 'adaptiveCard/action':
      return {status: 200, body: actionAnswer(shown ?? (isForm(posted) ? formGone(value) : undefined), value)}
    case 'task/fetch':
    case 'composeExtension/fetchTask':
      return {status: 200, body: {task: shown ? dialog(shown) : {type: 'message', value}}}
    case 'message/fetchTask':
      return {status: 200, body: {task: {type: 'message', value: wasKnown ? say.thanks : say.gone}}}
    case 'task/submit':
    case 'composeExtension/submitAction':
      // Without a task the dialog closes.
      return {status: 200, body: shown ? {task: dialog(shown)} : {}}
    case 'message/submitAction':
    case 'fileConsent/invoke':
    case 'composeExtension/selectItem':
      return {status: 200, body: {}}
    default:
      return {status: 501}
  }
}

/**
 * The answer to a search: a list, each entry with the card that is put into the message. It may go to people who have
 * never met us: they can open its source, and ask us the same in a chat of their own.
 * @param bot our id, as in `28:APP`
 */
export function searchAnswer(found: readonly Found[], bot: string): InvokeAnswer {
  const attachments = found.slice(0, limits.results).map(({title, preview, card}) => ({
    contentType: cardType,
    content: toAdaptiveCard(card, {surface: 'inserted', ways: [...sourceOf(card), ...chatWith(bot, title, card)]}),
    preview: {
      contentType: 'application/vnd.microsoft.card.thumbnail',
      content: {title: shorten(toPlain(title), limits.buttonText), text: shorten(toPlain(preview), 200)},
    },
  }))
  return {status: 200, body: {composeExtension: {type: 'result', attachmentLayout: 'list', attachments}}}
}

/** The first source that the card names. */
function sourceOf(card: Card): Way[] {
  const [citation] = citationsOf(card).flatMap(entity => partsIn(entity, 'citation'))
  const url = citation && textOf(partOf(citation, 'appearance'), 'url')
  return url === undefined || url.length > limits.linkAddress ? [] : [{title: words[card.language].source, url}]
}

/**
 * A chat with us, with the question in its box (learn.microsoft.com, "Deep link to start a new chat", which names
 * addresses of people only; Teams takes the id of a bot as well).
 */
function chatWith(bot: string, title: string, {language}: Card): Way[] {
  if (!/^28:[\w-]{1,60}$/.test(bot)) return []
  const message = encodeURIComponent(shorten(toPlain(title), limits.buttonText))
  return [{title: words[language].ask, url: `https://teams.microsoft.com/l/chat/0/0?users=${bot}&message=${message}`}]
}

/** A card as a dialog. */
export function cardDialog(title: string, card: Payload): Extract<Shown, {kind: 'dialog'}> {
  return {kind: 'dialog', title: shorten(toPlain(title), limits.dialogTitle), card}
}

/** The words that a card begins with, for the bar above it. */
export function titleOf(card: Card): string {
  const first = card.blocks.find(block => block.kind === 'heading')
  return first?.kind === 'heading' ? first.text : 'OSPO Counselor'
}

function isForm(posted: BotActivity): boolean {
  return partOf(partOf(partOf(posted, 'value'), 'action'), 'data')['c'] === 'form'
}

/** A form that stood in place of a card has been submitted: it goes, rather than be submitted again. */
function formGone(value: string): Shown {
  const blocks = [{kind: 'paragraph' as const, spans: [{kind: 'text' as const, text: value}]}]
  return {kind: 'card', card: toAdaptiveCard({language: 'en', blocks}, {surface: 'message'})}
}

function actionAnswer(shown: Shown | undefined, value: string): Payload {
  if (shown?.kind === 'card') return {statusCode: 200, type: cardType, value: shown.card}
  return {statusCode: 200, type: messageType, value}
}

function dialog(shown: Shown): Payload {
  const title = shown.kind === 'dialog' ? shown.title : 'OSPO Counselor'
  const card = {contentType: cardType, content: shown.card}
  return {type: 'continue', value: {title, width: 'medium', height: 'medium', card}}
}
