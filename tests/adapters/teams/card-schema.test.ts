// Every card is valid by the published schema of Adaptive Cards 1.5, where that lies beside the project.
// SPDX-FileCopyrightText: 2026 The OSPO Counselor contributors
// SPDX-License-Identifier: Apache-2.0

import {existsSync, readFileSync} from 'node:fs'
import {join} from 'node:path'
import {expect, it} from '@jest/globals'
import {Ajv} from 'ajv'
import fc from 'fast-check'
import type {Payload} from '../../../adapters/teams/payload.ts'
import {isPayload} from '../../../adapters/teams/payload.ts'
import {toAdaptiveCard} from '../../../adapters/teams/to-adaptive-card.ts'
import {projectFolder} from '../../doubles/source-files.ts'
import {anyCard} from './hostile-cards.ts'

const file = join(projectFolder, '../shared/schemas/adaptive-cards/adaptive-card-1.5.0.json')
const isThere = existsSync(file)
const skipped = isThere ? '' : ` (skipped: there is no ${file})`
const whereThereIsOne = isThere ? it : it.skip

whereThereIsOne(`any card is valid by the schema, as a client reads it that draws no charts${skipped}`, () => {
  const ajv = new Ajv({strict: false, validateFormats: false})
  // It is of draft 6 with an id of draft 4, which the validator does not take.
  const {$schema: _draft, id: _id, ...schema} = JSON.parse(readFileSync(file, 'utf8').replace(/^\ufeff/, ''))
  const isValid = ajv.compile(schema)
  const check = (card: Payload) => (isValid(card) ? [] : (isValid.errors ?? []).slice(-3))
  fc.assert(
    fc.property(anyCard, fc.constantFrom('message', 'dialog', 'inserted'), (card, surface) => {
      const links = [{title: 'Open the source', url: 'https://book.example/1'}]
      const {msteams: _msteams, ...whole} = toAdaptiveCard(card, {surface, links}) as Payload
      expect(check(withoutCharts(whole) as Payload)).toEqual([])
    }),
    {numRuns: 60},
  )
})

/** A card with the fallback in place of each chart. */
function withoutCharts(value: unknown): unknown {
  if (Array.isArray(value)) return value.flatMap(each => withoutCharts(each) ?? [])
  if (!isPayload(value)) return value
  if (String(value['type']).startsWith('Chart.'))
    return value['fallback'] === 'drop' ? undefined : withoutCharts(value['fallback'])
  return Object.fromEntries(Object.entries(value).map(([name, each]) => [name, withoutCharts(each)]))
}
