// Doors: buttons with which other rooms lead into answers.
// SPDX-FileCopyrightText: 2026 The OSPO Counselor contributors
// SPDX-License-Identifier: Apache-2.0

import type {Button} from '../chat/card.ts'
import type {Language, Passage} from '../knowledge/passage.ts'
import {titleIn} from '../knowledge/passage.ts'
import {actions} from './actions.ts'
import {phrases} from './phrases.ts'

/** A button that reads a passage. */
export function readDoor(passage: Passage, language: Language): Button {
  return {label: titleIn(passage, language), action: actions.read, value: `- ${passage.id} ${language}`}
}

/** A button that asks a person: the desk of a passage, or the OSPO. */
export function personDoor(passage: Passage | undefined, language: Language): Button {
  const label = phrases[language].askAPerson
  return {label, action: actions.handOver, value: `- ${passage?.id ?? '-'} ${language}`, opens: 'form'}
}
