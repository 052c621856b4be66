// A Form, or a Card outside of any channel, as a modal of Slack.
// SPDX-FileCopyrightText: 2026 The OSPO Counselor contributors
// SPDX-License-Identifier: Apache-2.0

import type {Card} from '../../src/chat/card.ts'
import type {Form} from '../../src/chat/form.ts'
import {CounselorError} from '../../src/errors.ts'
import {shorten} from './cut-text.ts'
import type {FormPurpose} from './form-metadata.ts'
import {formCallback, toMetadata} from './form-metadata.ts'
import {fitBlocks} from './guard.ts'
import {limits} from './limits.ts'
import type {Payload} from './payload.ts'
import {toBlocks} from './to-blocks.ts'
import {inputBlock} from './to-input.ts'
import {toPlain} from './to-mrkdwn.ts'

/** What the bar of a modal says that shows a card. */
const title = 'OSPO Counselor'

const close = {en: 'Close', zh: '关闭'} as const

/** A card as the view of a modal. */
export function cardModal(card: Card): Payload {
  const {blocks} = toBlocks(card, 'modal')
  return {type: 'modal', title: plain(title, limits.modalTitle), close: plain(close[card.language], 24), blocks}
}

/** A card as the Home tab. */
export function homeView(card: Card): Payload {
  return {type: 'home', blocks: toBlocks(card, 'home').blocks}
}

/**
 * A form as the view of a modal.
 * @param where the place in which it was opened, so that its submission is answered there
 * @throws CounselorError `delivery-failed` where what it carries is longer than Slack keeps for a modal
 */
export function formModal(form: Form, where: Pick<FormPurpose, 'place' | 'activeThread'>): Payload {
  const metadata = toMetadata({action: form.action, value: form.value, ...where})
  if (metadata.length > limits.privateMetadata) {
    const what = `A form carries ${metadata.length} characters; Slack keeps ${limits.privateMetadata} with a modal.`
    throw new CounselorError('delivery-failed', what)
  }
  const {language, prose, inputs} = form
  const above = prose.length === 0 ? [] : toBlocks({language, blocks: [...prose]}, 'modal').blocks
  return {
    type: 'modal',
    callback_id: formCallback,
    private_metadata: metadata,
    title: plain(form.title, limits.modalTitle),
    submit: plain(form.submit, limits.modalTitle),
    close: plain(form.cancel, limits.modalTitle),
    blocks: fitBlocks([...above, ...inputs.map(inputBlock)], 'modal', {submit: true, language}),
  }
}

function plain(text: string, max: number): {type: 'plain_text'; text: string; emoji: boolean} {
  return {type: 'plain_text', text: shorten(toPlain(text) || '…', max), emoji: true}
}
