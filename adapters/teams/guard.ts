// Keeps cards within what Teams takes: measures them, and leaves out from the end what is too much.
// SPDX-FileCopyrightText: 2026 The OSPO Counselor contributors
// SPDX-License-Identifier: Apache-2.0

import {limits} from './limits.ts'
import type {Payload} from './payload.ts'
import {isPayload} from './payload.ts'

const omission: Readonly<Record<'en' | 'zh', string>> = {
  en: 'This is too long for Teams: something was left out here.',
  zh: '内容超出了 Teams 的限制，此处有所省略。',
}

/** The line that tells of an omission. */
export function omissionNote(language: 'en' | 'zh'): Payload & {readonly type: string} {
  return {type: 'TextBlock', text: omission[language], isSubtle: true, size: 'Small', wrap: true}
}

/** The size of a card on the wire, in bytes. */
export function cardBytes(card: Payload): number {
  return Buffer.byteLength(JSON.stringify(card))
}

/** True where Teams takes the card, as far as its size goes. */
export function isWithinLimits(card: Payload): boolean {
  return cardBytes(card) <= limits.cardBytes
}

/**
 * True where there is room for something in a message beside the largest card and what stands round it.
 * @param more what stands beside the card
 */
export function hasRoomFor(...more: readonly unknown[]): boolean {
  const signs = more.reduce<number>((sum, each) => sum + JSON.stringify(each).length, limits.cardBytes)
  return signs * 2 + limits.frameBytes <= limits.messageBytes
}

/**
 * The card, or as much of it as fits: texts go before buttons where they take more room, the last one first, and a last
 * line tells that something is missing.
 */
export function fitCard(card: Payload, language: 'en' | 'zh'): Payload {
  if (isWithinLimits(card)) return card
  const note = omissionNote(language)
  const body = Array.isArray(card['body']) ? card['body'].filter(isPayload) : []
  const sizes = body.map(part => ({
    part,
    bytes: cardBytes(part) + 1,
    loud: part['type'] === 'ActionSet' || 'selectAction' in part,
  }))
  const room = limits.cardBytes - cardBytes({...card, body: [note]}) - 1
  const sum = (loud?: boolean) =>
    sizes.reduce((total, each) => total + (loud === undefined || each.loud === loud ? each.bytes : 0), 0)
  while (sizes.length > 0 && sum() > room) {
    const loud = sum(true) > sum(false)
    sizes.splice(
      sizes.findLastIndex(each => each.loud === loud),
      1,
    )
  }
  return {...card, body: [...sizes.map(({part}) => part), note]}
}
