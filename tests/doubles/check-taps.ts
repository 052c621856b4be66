// Taps on the questions of a check, by the place of the option or by the words of the button.
// SPDX-FileCopyrightText: 2026 The OSPO Counselor contributors
// SPDX-License-Identifier: Apache-2.0

import type {Card} from '../../src/chat/card.ts'
import {phrases} from '../../src/surveys/phrases.ts'
import {labelsOf} from './card-parts.ts'
import type {RecordingPlatform} from './recording-platform.ts'
import type {Talk} from './talk.ts'

/** The words on a button of the question that is asked, by its place from 1. */
export function optionAt(platform: RecordingPlatform, talk: Talk, place: number): string {
  const question = platform.shown(talk.find(phrases.en.stop).message.id)
  const label = question && labelsOf(question)[place - 1]
  if (label === undefined) throw new Error(`the question has no option ${place}`)
  return label
}

/**
 * Presses one button after the other, and gives the last card.
 * @param taps digits are places of options, anything else the words of a button
 */
export async function tapAll(platform: RecordingPlatform, talk: Talk, taps: readonly string[]): Promise<Card> {
  let card: Card | undefined
  for (const tap of taps) {
    const label = /^\d$/.test(tap) ? optionAt(platform, talk, Number(tap)) : tap
    card = (await talk.press(label)).card
  }
  if (!card) throw new Error('nothing was pressed')
  return card
}
