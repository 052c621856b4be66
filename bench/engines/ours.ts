// Our own engine: the whole path of a question through the ranker, spelling and thesaurus included.
// SPDX-FileCopyrightText: 2026 The OSPO Counselor contributors
// SPDX-License-Identifier: Apache-2.0

import {Ranker} from '../../src/answers/ranker.ts'
import type {Engine} from './engine.ts'
import {mostHits} from './engine.ts'

/** What the counselor answers with. */
export const ours: Engine = {
  name: 'ours',
  build({knowledge}) {
    const ranker = new Ranker(knowledge)
    return question =>
      ranker
        .rank(question)
        .passages.slice(0, mostHits)
        .map(({passage}) => passage.id)
  },
}

/** The counselor without its thesaurus, to see what the words that people use for one another are worth. */
export const oursWithoutThesaurus: Engine = {
  name: 'ours, no thesaurus',
  build: corpus => ours.build({...corpus, knowledge: {...corpus.knowledge, thesaurus: []}}),
}
