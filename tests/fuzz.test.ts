// The fuzzer in short: every parser of what others write takes what is broken, or refuses it with an error of ours.
// SPDX-FileCopyrightText: 2026 The OSPO Counselor contributors
// SPDX-License-Identifier: Apache-2.0

import {describe, expect, it} from '@jest/globals'
import fc from 'fast-check'
import {fuzz} from '../bench/fuzz.ts'
import {parsers} from '../bench/fuzz-parsers.ts'

const all = await parsers()

describe('a parser of what others write', () => {
  it.each(all.map(each => [each.name, each] as const))(
    'for %s neither crashes nor raises what is not ours',
    async (_, {property}) => {
      await fc.assert(property, {numRuns: 80})
    },
  )
})

describe('the fuzzer', () => {
  it('tells a crash, with the seed that shows it again', async () => {
    const property = fc.asyncProperty(fc.nat(), async n => {
      if (n > 1_000) throw new TypeError('no such thing')
    })
    const {crash} = await fuzz({name: 'a careless parser', property}, 5, 7)
    expect(crash).toMatch(/^seed 7: TypeError: no such thing for \[\d+\]/)
  })

  it('counts what a parser stood', async () => {
    const property = fc.asyncProperty(fc.nat(), async () => {})
    const {crash, cases} = await fuzz({name: 'a careful parser', property}, 0.01, 7)
    expect(crash).toBeUndefined()
    expect(cases).toBeGreaterThan(0)
  })
})
