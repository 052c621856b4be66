// Phrases: the fixed sentences of a pulse, in each language.
// SPDX-FileCopyrightText: 2026 The OSPO Counselor contributors
// SPDX-License-Identifier: Apache-2.0

import type {Language} from '../knowledge/passage.ts'
import type {PulsePhrases} from './pulse-phrases-en.ts'
import {pulsePhrasesEn} from './pulse-phrases-en.ts'
import {pulsePhrasesZh} from './pulse-phrases-zh.ts'

/** The sentences, by language. */
export const pulsePhrases: Readonly<Record<Language, PulsePhrases>> = {en: pulsePhrasesEn, zh: pulsePhrasesZh}
